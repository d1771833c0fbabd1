package dev.tocsin.rules.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A case of the conformance suite; its format is described in {@code conformance/README.md}.
 *
 * @param rules the text of a rule file
 */
public record ConformanceCase(
        String file,
        String name,
        int line,
        String rules,
        Map<String, List<String>> lists,
        List<Sent> events,
        List<Expected> problems) {

    /** An event, and the rules that match it. */
    record Sent(JsonNode event, List<String> match) {}

    /** A problem that is found. */
    record Expected(String severity, int line, int column, String message) {}

    /** The cases of a file. */
    static List<ConformanceCase> read(String file, String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        JsonNode root = tree(new Load(settings).loadFromString(text));
        List<ConformanceCase> cases = new ArrayList<>();
        for (JsonNode one : root.path("cases")) {
            if (one.has("arrivals")) { // CorrelationConformanceTest runs it
                continue;
            }
            cases.add(
                    new ConformanceCase(
                            file,
                            one.path("name").asText(),
                            one.path("line").asInt(),
                            rules(one),
                            lists(one.path("lists")),
                            events(one.path("events")),
                            problems(one.path("problems"))));
        }
        return cases;
    }

    /** What YAML was read as. */
    public static JsonNode tree(@Nullable Object yaml) {
        return Json.MAPPER.valueToTree(yaml);
    }

    /** The text of the rule file of a case. */
    public static String rules(JsonNode one) {
        if (one.has("rules")) {
            return one.path("rules").asText();
        }
        List<String> rules = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : one.path("selections").properties()) {
            rules.add(
                    """
                    title: %1$s
                    name: %1$s
                    logsource: {product: any}
                    detection:
                      selection: %2$s
                      condition: selection
                    """
                            .formatted(entry.getKey(), entry.getValue().asText()));
        }
        if (one.has("correlations")) {
            rules.add(one.path("correlations").asText());
        }
        return String.join("---\n", rules);
    }

    private static Map<String, List<String>> lists(JsonNode node) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            lists.put(entry.getKey(), texts(entry.getValue()));
        }
        return lists;
    }

    private static List<Sent> events(JsonNode node) {
        List<Sent> events = new ArrayList<>();
        for (JsonNode one : node) {
            events.add(new Sent(one.path("event"), texts(one.path("match"))));
        }
        return events;
    }

    private static List<Expected> problems(JsonNode node) {
        List<Expected> problems = new ArrayList<>();
        for (JsonNode one : node) {
            problems.add(
                    new Expected(
                            one.path("severity").asText(),
                            one.path("line").asInt(),
                            one.path("column").asInt(),
                            one.path("message").asText()));
        }
        return problems;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
