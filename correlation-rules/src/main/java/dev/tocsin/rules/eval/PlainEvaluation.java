package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;

/** Computes everything anew each time it is asked. */
record PlainEvaluation(JsonNode event) implements Evaluation {
    @Override
    public boolean holds(PredicateCheck check) {
        return check.compute(this);
    }

    @Override
    public FieldValues values(FieldReader field) {
        return field.read(event);
    }

    @Override
    public FieldValues strings() {
        return EventStrings.of(event);
    }
}
