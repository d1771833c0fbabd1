package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.plan.Expression;

/** The evaluator of one condition over one event, outside of a rule set. Immutable. */
public final class EventTest {
    private final Expression condition;
    private final Node node;

    public EventTest(Expression condition) {
        this.condition = condition;
        this.node = new Checks(new FieldTable()).node(condition);
    }

    /** Whether the condition holds. */
    public boolean test(JsonNode event) {
        return node.test(new PlainEvaluation(event));
    }

    @Override
    public String toString() {
        return condition.toString();
    }
}
