package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RulePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tuples of values that some fields have in one event, as one of the rules that matched it
 * understands the fields.
 */
final class FieldTuples {
    private final CorrelationPlan plan;
    private final RulePlan rule;
    private final JsonNode event;

    FieldTuples(CorrelationPlan plan, RulePlan rule, JsonNode event) {
        this.plan = plan;
        this.rule = rule;
        this.event = event;
    }

    /**
     * Each combination of the fields' values: folded tuple to the tuple as spelled. Empty if a
     * field has no value; one empty tuple if there are no fields.
     *
     * @param entries fields or aliases
     * @param limit how many are taken
     */
    Map<String, String> tuples(List<String> entries, int limit) {
        List<List<String>> combinations = List.of(List.of());
        for (String entry : entries) {
            combinations = extended(combinations, values(entry), limit);
        }
        Map<String, String> tuples = new LinkedHashMap<>();
        for (List<String> combination : combinations) {
            List<String> folded = new ArrayList<>(combination.size());
            combination.forEach(part -> folded.add(Folding.fold(part)));
            tuples.putIfAbsent(Tuples.join(folded), Tuples.join(combination));
        }
        return tuples;
    }

    private static List<List<String>> extended(
            List<List<String>> combinations, List<String> values, int limit) {
        List<List<String>> extended = new ArrayList<>();
        for (List<String> combination : combinations) {
            for (String value : values) {
                if (extended.size() < limit) {
                    List<String> longer = new ArrayList<>(combination);
                    longer.add(value);
                    extended.add(longer);
                }
            }
        }
        return extended;
    }

    private List<String> values(String entry) {
        List<String> texts = new ArrayList<>();
        JsonNode found = Json.at(event, plan.fieldFor(entry, rule.id()));
        if (found != null && found.isArray()) {
            found.forEach(item -> add(item, texts));
        } else if (found != null) {
            add(found, texts);
        }
        return texts;
    }

    private static void add(JsonNode value, List<String> texts) {
        String text = Folding.text(value);
        if (text != null && !texts.contains(text)) {
            texts.add(text);
        }
    }
}
