package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.rules.check.RuleCheckJson;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Popularity;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The wire form of plans and explanations. */
public final class ExplainJson {
    private ExplainJson() {}

    /** What a document compiled to. */
    public static ObjectNode plan(RuleCatalog catalog, CatalogEntry entry) {
        ObjectNode json = Json.object();
        json.put("id", entry.alertId());
        json.put("title", entry.title());
        json.put("file", entry.document().file());
        json.put("line", entry.document().root().at().line());
        RulePlan rule = catalog.rule(entry);
        CorrelationPlan correlation = catalog.correlation(entry);
        RiskPlan risk = catalog.risk(entry);
        json.put("compiled", rule != null || correlation != null || risk != null);
        if (rule != null) {
            put(json, rule, catalog.popularity());
        }
        if (correlation != null) {
            put(json, correlation);
        }
        if (risk != null) {
            json.put("type", "risk");
            json.put("plan", risk.describe());
        }
        json.set("problems", RuleCheckJson.problems(catalog.problems(entry)));
        return json;
    }

    private static void put(ObjectNode json, RulePlan rule, Popularity popularity) {
        Cost cost = Cost.of(rule.condition(), popularity);
        json.put("type", "rule");
        json.put("alerts", rule.alerts());
        rule.sources().forEach(source -> json.withArrayProperty("logsources").add(json(source)));
        json.set("condition", json(rule.condition()));
        ObjectNode fields = json.putObject("fields");
        PlanText.fields(rule.condition())
                .forEach((name, places) -> fields.set(name, Json.MAPPER.valueToTree(places)));
        json.put("cost", cost.text());
        json.put("commonness", cost.commonness().text());
        json.put("witness", cost.witness() == null ? null : cost.witness().toString());
    }

    private static void put(ObjectNode json, CorrelationPlan plan) {
        json.put("type", plan.type().text());
        json.put("needs", Needs.of(plan));
        plan.ruleIds().forEach(json.putArray("rules")::add);
        plan.groupBy().forEach(json.putArray("group_by")::add);
        json.put("timespan", Needs.text(plan.timespan()));
        json.put("condition", plan.conditionText());
        plan.fields().forEach(json.putArray("fields")::add);
        json.put("grace", Needs.text(plan.grace()));
        json.put("frames", plan.frames().name().toLowerCase(Locale.ROOT));
        json.put("alerts", plan.alerts());
        json.put("plan", plan.describe());
    }

    private static ObjectNode json(LogSource source) {
        ObjectNode json = Json.object();
        Conflict.dimensions(source).forEach(json::put);
        return json;
    }

    private static ObjectNode json(Expression expression) {
        return switch (expression) {
            case Expression.And(List<Expression> all) -> list("all", all);
            case Expression.Or(List<Expression> any) -> list("any", any);
            case Expression.Not(Expression inner) -> Json.object().set("not", json(inner));
            case Expression.Leaf(String identifier, Predicate predicate) ->
                    json(identifier, predicate);
        };
    }

    private static ObjectNode list(String word, List<Expression> parts) {
        ObjectNode json = Json.object();
        parts.forEach(part -> json.withArrayProperty(word).add(json(part)));
        return json;
    }

    private static ObjectNode json(String identifier, Predicate predicate) {
        return Json.object()
                .put("identifier", identifier)
                .put("field", predicate.fieldName())
                .put("operator", predicate.operator())
                .put("expected", predicate.expected());
    }

    /** Why a rule matches an event or not. */
    public static ObjectNode explanation(Explanation explanation) {
        ObjectNode json = Json.object();
        json.put("rule", explanation.rule().id());
        json.put("matches", explanation.matches());
        json.put("asked", explanation.conflicts().isEmpty());
        json.set("logsource", json(explanation.source()));
        for (Conflict conflict : explanation.conflicts()) {
            json.withArrayProperty("conflicts")
                    .addObject()
                    .put("dimension", conflict.dimension())
                    .put("rule", conflict.rule())
                    .put("event", conflict.event());
        }
        json.set("condition", json(explanation.verdict()));
        explanation.reasons().forEach(json.putArray("reasons")::add);
        return json;
    }

    private static ObjectNode json(Verdict verdict) {
        ObjectNode json = Json.object().put("held", verdict.held());
        switch (verdict) {
            case Verdict.All(var _, List<Verdict> parts, boolean _) ->
                    parts.forEach(part -> json.withArrayProperty("all").add(json(part)));
            case Verdict.Any(var _, List<Verdict> parts, boolean _) ->
                    parts.forEach(part -> json.withArrayProperty("any").add(json(part)));
            case Verdict.Opposite(Verdict inner) -> json.set("not", json(inner));
            case Verdict.Asked asked -> {
                json.setAll(json(asked.identifier(), asked.predicate()));
                put(json, asked.seen());
                json.put("found", asked.matched() == null ? null : asked.matched().found());
            }
            case Verdict.OneOf list -> put(json, list);
        }
        return json;
    }

    private static void put(ObjectNode json, Verdict.OneOf list) {
        json.put("identifier", list.identifier());
        json.put("field", list.wanted().getFirst().fieldName());
        for (Predicate predicate : list.wanted()) {
            json.withArrayProperty("any_value")
                    .addObject()
                    .put("operator", predicate.operator())
                    .put("expected", predicate.expected());
        }
        for (MatchedPredicate matched : list.matched()) {
            json.withArrayProperty("matched")
                    .addObject()
                    .put("operator", matched.operator())
                    .put("expected", matched.expected())
                    .put("found", matched.found());
        }
        put(json, list.seen());
    }

    private static void put(ObjectNode json, @Nullable Seen seen) {
        if (seen == null) {
            return;
        }
        json.put("absent", seen.absent());
        json.put("place", seen.place());
        seen.field().places().forEach(json.putArray("places")::add);
        seen.values().forEach(json.putArray("values")::add);
    }
}
