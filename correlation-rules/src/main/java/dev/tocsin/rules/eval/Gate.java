package dev.tocsin.rules.eval;

/** A condition in the form in which it is cheapest to test; it explains nothing. */
sealed interface Gate {
    boolean open(Evaluation event);

    /** All of them are open. */
    record AllOf(Gate[] gates) implements Gate {
        @Override
        public boolean open(Evaluation event) {
            for (Gate gate : gates) {
                if (!gate.open(event)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Any of them is open. */
    record AnyOf(Gate[] gates) implements Gate {
        @Override
        public boolean open(Evaluation event) {
            for (Gate gate : gates) {
                if (gate.open(event)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** It is not open. */
    record Opposite(Gate gate) implements Gate {
        @Override
        public boolean open(Evaluation event) {
            return !gate.open(event);
        }
    }

    /** A predicate holds. */
    record Ask(PredicateCheck check) implements Gate {
        @Override
        public boolean open(Evaluation event) {
            return event.holds(check);
        }
    }
}
