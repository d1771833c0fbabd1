package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.rules.plan.RulePlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Says why rules match. Most rules never match, so what explains a rule is made when it first does,
 * and then kept. Thread-safe.
 */
final class Explainer {
    private final RulePlan[] rules;
    private final AtomicReferenceArray<@Nullable Node> conditions;

    Explainer(RulePlan[] rules) {
        this.rules = rules;
        this.conditions = new AtomicReferenceArray<>(rules.length);
    }

    /**
     * The predicates that make the condition of a rule hold.
     *
     * @param rule the number of a rule that matches the event
     */
    List<MatchedPredicate> explain(int rule, JsonNode event) {
        Node condition = conditions.get(rule);
        if (condition == null) {
            condition = new Checks(new FieldTable()).node(rules[rule].condition());
            conditions.set(rule, condition);
        }
        return condition.why(new Remembering(event, new HashMap<>()));
    }

    /** Looks each field up once. */
    private record Remembering(JsonNode event, Map<FieldReader, FieldValues> known)
            implements Evaluation {
        @Override
        public boolean holds(PredicateCheck check) {
            return check.compute(this);
        }

        @Override
        public FieldValues values(FieldReader field) {
            return known.computeIfAbsent(field, reader -> reader.read(event));
        }

        @Override
        public FieldValues strings() {
            return EventStrings.of(event);
        }
    }
}
