package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Level;
import dev.tocsin.event.LogSource;
import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Origin;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.RulePlan;
import java.util.List;

/** Rules that only have an id. */
final class RulePlans {
    private RulePlans() {}

    static RulePlan plan(String id) {
        AlertRule rule =
                new AlertRule(id, "rule", id, "", Level.LOW, List.of(), List.of(), List.of(), "");
        Predicate any = new Predicate.Exists(new Field("x", List.of("x")));
        return new RulePlan(
                id,
                rule,
                AlertPolicy.ALERTS,
                List.of(new LogSource(null, null, null)),
                FieldMapping.IDENTITY,
                new Expression.Leaf("selection", any),
                Metadata.NONE,
                new Origin("rules.yml", 1, 1));
    }
}
