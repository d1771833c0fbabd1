package dev.tocsin.rules.explain;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.rules.plan.Predicate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a condition, or of a part of it, for one event. The tree has the condition's form.
 */
public sealed interface Verdict {
    /** Whether this part holds. */
    boolean held();

    /** The search identifier that the whole part stands in; null when it has several. */
    @Nullable String identifier();

    /** A conjunction. */
    record All(@Nullable String identifier, List<Verdict> parts, boolean held) implements Verdict {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** A disjunction. */
    record Any(@Nullable String identifier, List<Verdict> parts, boolean held) implements Verdict {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** A negation. */
    record Opposite(Verdict inner) implements Verdict {
        @Override
        public boolean held() {
            return !inner.held();
        }

        @Override
        public @Nullable String identifier() {
            return inner.identifier();
        }
    }

    /**
     * A predicate.
     *
     * @param matched what made it hold; null when it does not
     * @param seen what the event has in its field; null for keywords
     */
    record Asked(
            String identifier,
            Predicate predicate,
            @Nullable MatchedPredicate matched,
            @Nullable Seen seen)
            implements Verdict {
        @Override
        public boolean held() {
            return matched != null;
        }
    }

    /**
     * A list of values for one field, any of which will do.
     *
     * @param wanted the values of the rule
     * @param matched those that held
     * @param seen what the event has in the field; null for keywords
     */
    record OneOf(
            String identifier,
            List<Predicate> wanted,
            List<MatchedPredicate> matched,
            @Nullable Seen seen)
            implements Verdict {
        public OneOf {
            wanted = List.copyOf(wanted);
            matched = List.copyOf(matched);
        }

        @Override
        public boolean held() {
            return !matched.isEmpty();
        }
    }
}
