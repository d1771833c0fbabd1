package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.ConformanceCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A case of the conformance suite with events in time; its format is described in {@code
 * conformance/README.md}.
 *
 * @param rules the text of a rule file
 * @param arrivals normalized events, with their times, in the order of arrival
 * @param alerts what must last, each with some of the keys of an alert
 * @param revisions what must be said in the given order; null when the case does not tell
 * @param anyOrder whether every order of arrival must give the same
 * @param needs what the engine lacks that the case needs; empty for nothing
 */
record TimedCase(
        String file,
        String name,
        int line,
        String rules,
        Map<String, List<String>> lists,
        List<ObjectNode> arrivals,
        List<JsonNode> alerts,
        @Nullable List<JsonNode> revisions,
        boolean anyOrder,
        String needs) {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> TIMES = List.of("first", "last");

    /** All cases with arrivals. */
    static List<TimedCase> all() {
        List<TimedCase> cases = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("conformance"))) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".yml")) {
                    read(String.valueOf(file.getFileName()), Files.readString(file), cases);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static void read(String file, String text, List<TimedCase> into) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        JsonNode root = ConformanceCase.tree(new Load(settings).loadFromString(text));
        for (JsonNode one : root.path("cases")) {
            if (one.has("arrivals")) {
                into.add(of(file, one));
            }
        }
    }

    private static TimedCase of(String file, JsonNode one) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        one.path("lists")
                .properties()
                .forEach(
                        list -> {
                            List<String> values = new ArrayList<>();
                            list.getValue().forEach(value -> values.add(value.asText()));
                            lists.put(list.getKey(), values);
                        });
        return new TimedCase(
                file,
                one.path("name").asText(),
                one.path("line").asInt(),
                ConformanceCase.rules(one),
                lists,
                arrivals(one.path("arrivals")),
                expected(one.path("alerts")),
                one.has("revisions") ? expected(one.path("revisions")) : null,
                !one.path("order").asText("any").equals("given"),
                one.path("needs").asText(""));
    }

    private static List<ObjectNode> arrivals(JsonNode arrivals) {
        List<ObjectNode> events = new ArrayList<>();
        int number = 0;
        for (JsonNode one : arrivals) {
            for (int i = 0; i < one.path("repeat").asInt(1); i++) {
                number++;
                ObjectNode event = one.path("event").deepCopy();
                Instant time =
                        time(one.path("time"))
                                .plus(duration(one.path("every").asText("0s")).multipliedBy(i));
                event.put("@timestamp", time.toString());
                String id = one.path("id").asText("e" + number);
                ObjectNode at = event.withObjectProperty("event");
                at.put("id", one.has("repeat") && one.has("id") ? id + (i + 1) : id);
                if (one.has("arrived")) {
                    at.put("ingested", time(one.path("arrived")).toString());
                }
                events.add(event);
            }
        }
        return events;
    }

    private static List<JsonNode> expected(JsonNode alerts) {
        List<JsonNode> expected = new ArrayList<>();
        for (JsonNode alert : alerts) {
            ObjectNode copy = alert.deepCopy();
            TIMES.stream()
                    .filter(copy::has)
                    .forEach(key -> copy.put(key, time(copy.path(key)).toString()));
            expected.add(copy);
        }
        return expected;
    }

    private static Instant time(JsonNode offset) {
        return BEGIN.plus(duration(offset.asText()));
    }

    /** {@code 90s}, {@code 1h5m}, or a number of seconds. */
    private static Duration duration(String text) {
        return text.matches("\\d+(\\.\\d+)?")
                ? Duration.parse("PT" + text + "S")
                : text.endsWith("d") ? Duration.parse("P" + text) : Duration.parse("PT" + text);
    }

    /** The alert without what may depend on the order of arrival. */
    static JsonNode withoutOrder(JsonNode alert) {
        ObjectNode copy = alert.deepCopy();
        copy.remove(List.of("late", "suppressed"));
        return copy;
    }

    /** As a step of an evaluation is told of it. */
    static String brief(JsonNode event) {
        return Json.text(event, "event.id") + "@" + Json.text(event, "@timestamp");
    }

    @Override
    public String toString() {
        return file + ": " + name;
    }
}
