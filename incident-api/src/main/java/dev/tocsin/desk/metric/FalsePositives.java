package dev.tocsin.desk.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often the alerts of each rule were wrong, of those that have a verdict. */
final class FalsePositives {
    private static final int MAX_RULES = 200;
    private static final String WRONG = "false_positive";

    private final Map<String, Count> byRule = new HashMap<>();

    private static final class Count {
        private int judged;
        private int wrong;
    }

    void add(@Nullable String rule, @Nullable String verdict) {
        if (rule != null && verdict != null) {
            Count count = byRule.computeIfAbsent(rule, _ -> new Count());
            count.judged++;
            count.wrong += verdict.equals(WRONG) ? 1 : 0;
        }
    }

    /** The rules with the most false positives first. */
    ArrayNode toJson() {
        ArrayNode rules = Json.MAPPER.createArrayNode();
        byRule.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, Count> e) -> -e.getValue().wrong)
                                .thenComparingInt(e -> -e.getValue().judged)
                                .thenComparing(Map.Entry::getKey))
                .limit(MAX_RULES)
                .forEach(
                        e ->
                                rules.addObject()
                                        .put("rule", Texts.whole(e.getKey()))
                                        .put("judged", e.getValue().judged)
                                        .put("false_positives", e.getValue().wrong)
                                        .put(
                                                "rate",
                                                (double) e.getValue().wrong / e.getValue().judged));
        return rules;
    }
}
