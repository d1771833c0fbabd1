package dev.tocsin.rules.pipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.run.PipelineTester.Normalized;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must become of an event.
 *
 * @param fields by dotted names; a null node: not there
 * @param problems a part of each problem, in their order
 * @param dropped whether a step must drop it
 */
public record Expected(ObjectNode fields, List<String> problems, boolean dropped) {
    public Expected {
        problems = List.copyOf(problems);
    }

    static Expected read(String name, JsonNode test) {
        JsonNode dropped = test.path("dropped");
        JsonNode fields = test.path("expect");
        if (!(dropped.isMissingNode() || dropped.isBoolean())
                || !(fields.isObject() || (fields.isMissingNode() && dropped.asBoolean()))) {
            throw new IllegalArgumentException(
                    "in '%s': Expected fields under expect, or dropped: true, but found %s"
                            .formatted(name, fields.isMissingNode() ? dropped : fields));
        }
        List<String> problems = new ArrayList<>();
        test.path("problems").forEach(problem -> problems.add(problem.asText()));
        ObjectNode wanted = fields instanceof ObjectNode object ? object : Json.object();
        return new Expected(wanted, problems, dropped.asBoolean());
    }

    /** What is otherwise, in sentences. */
    List<String> differences(Normalized got) {
        List<String> differences = new ArrayList<>();
        if (dropped != (got.droppedBy() != null)) {
            differences.add(
                    dropped
                            ? "Expected the event to be dropped, but it went on"
                            : "Expected the event to go on, but it was dropped by "
                                    + got.droppedBy());
        }
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            JsonNode found = Json.at(got.event(), field.getKey());
            boolean absent = found == null || found.isNull();
            if (field.getValue().isNull() ? !absent : !equal(field.getValue(), found)) {
                differences.add(
                        "Expected %s in %s, but found %s"
                                .formatted(field.getValue(), field.getKey(), found));
            }
        }
        compareProblems(got.event(), differences);
        return differences;
    }

    /** Numbers of two types are equal if they are the same number. */
    private static boolean equal(JsonNode wanted, @Nullable JsonNode found) {
        return found != null
                && (wanted.equals(found)
                        || (wanted.isNumber()
                                && found.isNumber()
                                && wanted.decimalValue().compareTo(found.decimalValue()) == 0));
    }

    private void compareProblems(ObjectNode event, List<String> differences) {
        List<String> found = new ArrayList<>();
        JsonNode list = Json.at(event, "tocsin.problems");
        if (list != null) {
            list.forEach(problem -> found.add(problem.asText()));
        }
        if (found.size() != problems.size()) {
            differences.add("Expected %d problems, but found %s".formatted(problems.size(), found));
            return;
        }
        for (int i = 0; i < problems.size(); i++) {
            if (!found.get(i).contains(problems.get(i))) {
                differences.add(
                        "Expected a problem with '%s', but found: %s"
                                .formatted(problems.get(i), found.get(i)));
            }
        }
    }
}
