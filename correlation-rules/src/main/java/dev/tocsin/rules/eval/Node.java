package dev.tocsin.rules.eval;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.rules.plan.Predicate;
import java.util.ArrayList;
import java.util.List;

/** The evaluator of a condition. */
sealed interface Node {
    /** How many characters of a value an explanation quotes. */
    int MAX_FOUND = 500;

    /** Whether the condition holds. */
    boolean test(Evaluation event);

    /** Adds the predicates that make the condition hold; call it only when it does. */
    void explain(Evaluation event, List<MatchedPredicate> out);

    /** The predicates that make the condition hold; call it only when it does. */
    default List<MatchedPredicate> why(Evaluation event) {
        List<MatchedPredicate> predicates = new ArrayList<>();
        explain(event, predicates);
        return predicates;
    }

    /** All of them hold. */
    record AllOf(Node[] nodes) implements Node {
        @Override
        public boolean test(Evaluation event) {
            for (Node node : nodes) {
                if (!node.test(event)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void explain(Evaluation event, List<MatchedPredicate> out) {
            for (Node node : nodes) {
                node.explain(event, out);
            }
        }
    }

    /** Any of them holds. */
    record AnyOf(Node[] nodes) implements Node {
        @Override
        public boolean test(Evaluation event) {
            for (Node node : nodes) {
                if (node.test(event)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void explain(Evaluation event, List<MatchedPredicate> out) {
            for (Node node : nodes) {
                if (node.test(event)) {
                    node.explain(event, out);
                }
            }
        }
    }

    /** It does not hold; what is not there explains nothing. */
    record Opposite(Node node) implements Node {
        @Override
        public boolean test(Evaluation event) {
            return !node.test(event);
        }

        @Override
        public void explain(Evaluation event, List<MatchedPredicate> out) {}
    }

    /** A predicate holds. */
    record Ask(String identifier, Predicate predicate, PredicateCheck check) implements Node {
        @Override
        public boolean test(Evaluation event) {
            return event.holds(check);
        }

        @Override
        public void explain(Evaluation event, List<MatchedPredicate> out) {
            String found = check.found(event);
            out.add(
                    new MatchedPredicate(
                            identifier,
                            predicate.fieldName(),
                            predicate.operator(),
                            predicate.expected(),
                            found.length() <= MAX_FOUND
                                    ? found
                                    : found.substring(0, MAX_FOUND) + "…"));
        }
    }
}
