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

    /** What explains the matches of one event. Not thread-safe. */
    final class OfEvent {
        private final JsonNode event;
        private @Nullable FieldValues strings;

        private OfEvent(JsonNode event) {
            this.event = event;
        }

        /**
         * The predicates that make the condition of a rule hold.
         *
         * @param rule the number of a rule that matches the event
         */
        List<MatchedPredicate> explain(int rule) {
            return condition(rule).why(new Remembering(this, new HashMap<>()));
        }

        /** Collected once, for all keywords of all rules. */
        private FieldValues strings() {
            FieldValues known = strings;
            if (known == null) {
                known = EventStrings.of(event);
                strings = known;
            }
            return known;
        }
    }

    /** To be asked about one event, while it is as it is. */
    OfEvent of(JsonNode event) {
        return new OfEvent(event);
    }

    private Node condition(int rule) {
        Node condition = conditions.get(rule);
        if (condition == null) {
            condition = new Checks(new FieldTable()).node(rules[rule].condition());
            conditions.set(rule, condition);
        }
        return condition;
    }

    /** Looks each field up once. */
    private record Remembering(OfEvent of, Map<FieldReader, FieldValues> known)
            implements Evaluation {
        @Override
        public boolean holds(PredicateCheck check) {
            return check.compute(this);
        }

        @Override
        public FieldValues values(FieldReader field) {
            return known.computeIfAbsent(field, reader -> reader.read(of.event));
        }

        @Override
        public FieldValues strings() {
            return of.strings();
        }
    }
}
