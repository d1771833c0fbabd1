package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Shape;
import org.jspecify.annotations.Nullable;

/** The evaluator of a predicate. */
sealed interface PredicateCheck {
    /** Number of this predicate in its matcher, from 0. */
    int id();

    /** Whether it holds; {@link Evaluation#holds} asks this at most once. */
    boolean compute(Evaluation event);

    /** The value that makes it hold, for people. */
    String found(Evaluation event);

    /** Any value of a field passes. */
    record AnyValue(int id, FieldReader field, ValueCheck check) implements PredicateCheck {
        @Override
        public boolean compute(Evaluation event) {
            return event.values(field).first(check) != null;
        }

        @Override
        public String found(Evaluation event) {
            return text(event.values(field).first(check));
        }
    }

    /** Any scalar of the event passes. */
    record AnyString(int id, ValueCheck check) implements PredicateCheck {
        @Override
        public boolean compute(Evaluation event) {
            return first(event) != null;
        }

        @Override
        public String found(Evaluation event) {
            return text(first(event));
        }

        private @Nullable Value first(Evaluation event) {
            return event.strings().first(check);
        }
    }

    /** The field is there. */
    record Present(int id, FieldReader field) implements PredicateCheck {
        @Override
        public boolean compute(Evaluation event) {
            return event.values(field).present();
        }

        @Override
        public String found(Evaluation event) {
            FieldValues values = event.values(field);
            return values.size() == 0
                    ? values.hasNull() ? "null" : "(present)"
                    : values.get(0).text();
        }
    }

    /** The field is absent or null. */
    record AbsentOrNull(int id, FieldReader field) implements PredicateCheck {
        @Override
        public boolean compute(Evaluation event) {
            FieldValues values = event.values(field);
            return !values.present() || values.hasNull();
        }

        @Override
        public String found(Evaluation event) {
            return event.values(field).present() ? "null" : "(absent)";
        }
    }

    /** A value of one field stands in a value of another. */
    record Compared(int id, FieldReader field, FieldReader other, Shape shape, boolean cased)
            implements PredicateCheck {
        @Override
        public boolean compute(Evaluation event) {
            return first(event) != null;
        }

        @Override
        public String found(Evaluation event) {
            return text(first(event));
        }

        private @Nullable Value first(Evaluation event) {
            FieldValues parts = event.values(other);
            for (int i = 0; i < parts.size(); i++) {
                Value part = parts.get(i);
                Value found = event.values(field).first(value -> matches(value, part));
                if (found != null) {
                    return found;
                }
            }
            return null;
        }

        private boolean matches(Value value, Value part) {
            return cased
                    ? ValueCheck.stands(shape, value.text(), part.text())
                    : ValueCheck.stands(shape, value.folded(), part.folded());
        }
    }

    private static String text(@Nullable Value value) {
        return value == null ? "" : value.text();
    }
}
