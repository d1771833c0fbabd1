package dev.tocsin.rules.pipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.run.YamlTree;
import dev.tocsin.rules.source.RuleFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One test of a test file:
 *
 * <pre>{@code
 * tests:
 *   - name: reads a login
 *     source: vpn-1                  # optional: the source's name
 *     pipeline: acme-vpn             # optional: what the token or the door names
 *     at: 2026-01-01T12:00:00Z       # optional: arrival
 *     line: "user=alice src=192.0.2.1"   # or event: {…}
 *     expect: {user.name: alice, source.ip: 192.0.2.1, user.domain: null}
 *     problems: [epoch-ms]           # optional: a part of each; none are expected otherwise
 *   - name: health checks are not wanted
 *     line: "user=probe"
 *     dropped: true
 * }</pre>
 *
 * Of the event only the fields that are given are compared; null stands for absent.
 */
public record PipelineTest(String name, Given given, Expected expected) {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Set<String> KEYS =
            Set.of(
                    "name",
                    "source",
                    "pipeline",
                    "at",
                    "line",
                    "event",
                    "expect",
                    "problems",
                    "dropped");

    /** What is sent, and what is known of it. */
    public record Given(
            ObjectNode sent, @Nullable String source, @Nullable String hint, Instant at) {}

    /** The tests of a file; an {@link IllegalArgumentException} says what is wrong with it. */
    static List<PipelineTest> read(RuleFile file) {
        JsonNode tests = YamlTree.read(file).path("tests");
        if (!tests.isArray() || tests.isEmpty()) {
            throw new IllegalArgumentException("Expected a list under tests, but found " + tests);
        }
        List<PipelineTest> all = new ArrayList<>();
        tests.forEach(test -> all.add(readOne(test)));
        return all;
    }

    private static PipelineTest readOne(JsonNode test) {
        String name = Json.text(test, "name");
        if (name == null) {
            throw new IllegalArgumentException("Expected a test with a name, but found " + test);
        }
        for (Map.Entry<String, JsonNode> entry : test.properties()) {
            if (!KEYS.contains(entry.getKey())) {
                throw new IllegalArgumentException(
                        "in '%s': Expected a key of %s, but found '%s'"
                                .formatted(name, KEYS.stream().sorted().toList(), entry.getKey()));
            }
        }
        Given given =
                new Given(
                        sent(name, test),
                        Json.text(test, "source"),
                        Json.text(test, "pipeline"),
                        at(name, test));
        return new PipelineTest(name, given, Expected.read(name, test));
    }

    private static ObjectNode sent(String name, JsonNode test) {
        JsonNode line = test.path("line");
        if (line.isTextual() && !test.has("event")) {
            return Json.object().put("message", line.textValue());
        }
        if (test.get("event") instanceof ObjectNode event && line.isMissingNode()) {
            return event;
        }
        throw new IllegalArgumentException(
                "in '%s': Expected either a line or an event, but found %s"
                        .formatted(name, line.isMissingNode() ? test.path("event") : line));
    }

    private static Instant at(String name, JsonNode test) {
        String at = Json.text(test, "at");
        try {
            return at == null ? NOON : Instant.parse(at);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "in '%s': Expected a time such as %s, but found %s".formatted(name, NOON, at),
                    e);
        }
    }
}
