package dev.tocsin.rules.plan;

/** One question to an event. Equal predicates of different rules are asked once per event. */
public sealed interface Predicate {
    /** The field as the rule writes it; {@code (keywords)} for keywords. */
    String fieldName();

    /** Name of the comparison, for people. */
    String operator();

    /** What is compared with, for people. */
    String expected();

    /** Any value of the field passes the test; false when the field is absent. */
    record FieldMatches(Field field, ValueTest test) implements Predicate {
        @Override
        public String fieldName() {
            return field.name();
        }

        @Override
        public String operator() {
            return test.operator();
        }

        @Override
        public String expected() {
            return test.expected();
        }
    }

    /** Any scalar of the event, at any depth, passes the test. */
    record Keyword(ValueTest test) implements Predicate {
        @Override
        public String fieldName() {
            return "(keywords)";
        }

        @Override
        public String operator() {
            return test.operator();
        }

        @Override
        public String expected() {
            return test.expected();
        }
    }

    /** The field is there, be it null. */
    record Exists(Field field) implements Predicate {
        @Override
        public String fieldName() {
            return field.name();
        }

        @Override
        public String operator() {
            return "exists";
        }

        @Override
        public String expected() {
            return "true";
        }
    }

    /** The field is absent, or one of its values is null. */
    record IsNull(Field field) implements Predicate {
        @Override
        public String fieldName() {
            return field.name();
        }

        @Override
        public String operator() {
            return "equals";
        }

        @Override
        public String expected() {
            return "null";
        }
    }

    /**
     * A value of one field compares with a value of another; false when either is absent.
     *
     * @param shape one of equals, contains, starts with, ends with
     */
    record FieldsCompare(Field field, Field other, Shape shape, boolean cased)
            implements Predicate {
        @Override
        public String fieldName() {
            return field.name();
        }

        @Override
        public String operator() {
            return "fieldref " + shape.operator() + (cased ? " (cased)" : "");
        }

        @Override
        public String expected() {
            return other.name();
        }
    }
}
