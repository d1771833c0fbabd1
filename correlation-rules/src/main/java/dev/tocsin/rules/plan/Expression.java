package dev.tocsin.rules.plan;

import java.util.List;
import java.util.StringJoiner;

/** A boolean expression over predicates. */
public sealed interface Expression {
    /** All of them; at least one. */
    record And(List<Expression> all) implements Expression {
        public And {
            all = List.copyOf(all);
        }

        @Override
        public String toString() {
            return join(" and ", all);
        }
    }

    /** Any of them; at least one. */
    record Or(List<Expression> any) implements Expression {
        public Or {
            any = List.copyOf(any);
        }

        @Override
        public String toString() {
            return join(" or ", any);
        }
    }

    /** The opposite. */
    record Not(Expression inner) implements Expression {
        @Override
        public String toString() {
            return "not " + inner;
        }
    }

    /**
     * A predicate.
     *
     * @param identifier the search identifier of the rule that it stands in
     */
    record Leaf(String identifier, Predicate predicate) implements Expression {
        @Override
        public String toString() {
            return predicate.fieldName()
                    + " "
                    + predicate.operator()
                    + " '"
                    + predicate.expected()
                    + "'";
        }
    }

    /** The conjunction; of one expression, that expression. */
    static Expression and(List<Expression> all) {
        return all.size() == 1 ? all.getFirst() : new And(all);
    }

    /** The disjunction; of one expression, that expression. */
    static Expression or(List<Expression> any) {
        return any.size() == 1 ? any.getFirst() : new Or(any);
    }

    private static String join(String operator, List<Expression> parts) {
        StringJoiner text = new StringJoiner(operator, "(", ")");
        parts.forEach(part -> text.add(part.toString()));
        return text.toString();
    }
}
