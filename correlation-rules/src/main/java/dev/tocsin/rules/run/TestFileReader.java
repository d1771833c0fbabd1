package dev.tocsin.rules.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.run.RuleTest.Sent;
import dev.tocsin.rules.source.RuleFile;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code <name>.test.yml}:
 *
 * <pre>{@code
 * lists: {Administrators: [alice]}   # optional: what placeholders stand for in these tests
 * tests:
 *   - name: fires on the fifth failure
 *     events:
 *       - at: 2026-01-01T12:00:00Z   # arrival
 *         repeat: 5                  # optional, with
 *         every: 2s                  # ms, s, m, h or d between them
 *         vary: {user: [root, admin]}   # {{user}} takes them in turn
 *         id: "fail-{{n}}"           # optional: event.id, unless the sender gives one; else e1, e2, …
 *         event: {summary: "Failed password for {{user}}", timestamp: "{{at}}"}
 *       - at: 2026-01-01T12:00:03Z
 *         silent: true               # optional: no alert may have it as evidence
 *         event: {summary: "Accepted password for root"}
 *     alerts:                        # exactly these; only the keys that are given are compared
 *       - {rule: ssh-brute-force, count: 5, evidence: [fail-1, fail-2, fail-3, fail-4, fail-5]}
 * }</pre>
 *
 * <p>Besides the names under {@code vary} there are {@code {{at}}}, {@code {{epoch_ms}}} and {@code
 * {{n}}}, the number of the repetition from 1. Events arrive in the order of their times.
 */
final class TestFileReader {
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final int MAX_REPEAT = 100_000;

    /** What a test can say of an event. */
    static final Set<String> EVENT_KEYS =
            Set.of("at", "repeat", "every", "vary", "id", "silent", "event");

    private TestFileReader() {}

    /**
     * The tests of a file.
     *
     * @throws IllegalArgumentException when it is no such file; the message says where and why
     */
    static List<RuleTest> read(RuleFile file) {
        JsonNode root = YamlTree.read(file);
        onlyKeys(root, "a test file", Set.of("lists", "tests"));
        List<RuleTest> tests = new ArrayList<>();
        for (JsonNode test : list(root, "tests", "a test file")) {
            String name = text(test, "name", "a test");
            try {
                tests.add(readTest(name, test));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("in '" + name + "': " + e.getMessage(), e);
            }
        }
        return tests;
    }

    /** The lists that the tests of a file bring along; most bring none. */
    static Map<String, List<String>> lists(RuleFile file) {
        JsonNode lists = YamlTree.read(file).get("lists");
        return lists == null ? Map.of() : ListFile.lists(file.path(), lists);
    }

    private static RuleTest readTest(String name, JsonNode test) {
        onlyKeys(test, "a test", Set.of("name", "events", "alerts"));
        List<Sent> events = new ArrayList<>();
        for (JsonNode event : list(test, "events", "a test")) {
            addEvents(event, events);
        }
        events.sort(Comparator.comparing(Sent::at));
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode alert : list(test, "alerts", "a test")) {
            onlyKeys(alert, "an expected alert", ExpectedAlert.KEYS);
            alerts.add(alert);
        }
        return new RuleTest(name, events, alerts);
    }

    private static void addEvents(JsonNode event, List<Sent> events) {
        onlyKeys(event, "an event", EVENT_KEYS);
        Instant at = instant(text(event, "at", "an event"));
        JsonNode body = required(event, "event", "an event");
        JsonNode repeat = event.get("repeat");
        int times = repeat == null ? 1 : repeat.asInt();
        if (times < 1 || times > MAX_REPEAT) {
            throw new IllegalArgumentException(
                    "Expected repeat from 1 to " + MAX_REPEAT + ", but found " + repeat);
        }
        JsonNode id = event.get("id");
        boolean silent = flag(event, "silent");
        JsonNode every = event.get("every");
        Duration step = every == null ? Duration.ZERO : duration(every.asText());
        for (int i = 0; i < times; i++) {
            Instant when = at.plus(step.multipliedBy(i));
            TestTemplate template = new TestTemplate(values(event.get("vary"), i, when));
            events.add(
                    new Sent(
                            when,
                            template.fill(body),
                            id == null ? null : template.fill(id).asText(),
                            silent));
        }
    }

    private static Map<String, JsonNode> values(@Nullable JsonNode vary, int index, Instant at) {
        Map<String, JsonNode> values = new HashMap<>();
        values.put("at", TextNode.valueOf(at.toString()));
        values.put("epoch_ms", LongNode.valueOf(at.toEpochMilli()));
        values.put("n", IntNode.valueOf(index + 1));
        if (vary != null) {
            for (Map.Entry<String, JsonNode> entry : vary.properties()) {
                if (!entry.getValue().isArray() || entry.getValue().isEmpty()) {
                    throw new IllegalArgumentException(
                            "Expected a list of values for vary."
                                    + entry.getKey()
                                    + ", but found "
                                    + entry.getValue());
                }
                values.put(entry.getKey(), entry.getValue().get(index % entry.getValue().size()));
            }
        }
        return values;
    }

    private static boolean flag(JsonNode at, String key) {
        JsonNode found = at.path(key);
        if (!found.isMissingNode() && !found.isBoolean()) {
            throw new IllegalArgumentException(
                    "Expected true or false in " + key + ", but found " + found);
        }
        return found.asBoolean();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected a time such as 2026-01-01T12:00:00Z, but found " + text, e);
        }
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Expected a duration such as 2s, but found " + text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static JsonNode list(JsonNode at, String key, String where) {
        JsonNode found = required(at, key, where);
        if (!found.isArray()) {
            throw new IllegalArgumentException(
                    "Expected a list under " + key + " of " + where + ", but found " + found);
        }
        return found;
    }

    private static String text(JsonNode at, String key, String where) {
        return required(at, key, where).asText();
    }

    private static JsonNode required(JsonNode at, String key, String where) {
        JsonNode found = at.get(key);
        if (found == null || found.isNull()) {
            throw new IllegalArgumentException(
                    "Expected " + where + " with the key " + key + ", but found " + brief(at));
        }
        return found;
    }

    private static void onlyKeys(JsonNode at, String where, Set<String> keys) {
        if (!at.isObject()) {
            throw new IllegalArgumentException(
                    "Expected " + where + " with keys, but found " + brief(at));
        }
        for (Map.Entry<String, JsonNode> entry : at.properties()) {
            if (!keys.contains(entry.getKey())) {
                throw new IllegalArgumentException(
                        "Expected "
                                + where
                                + " with keys among "
                                + keys.stream().sorted().toList()
                                + ", but found "
                                + entry.getKey());
            }
        }
    }

    private static String brief(JsonNode node) {
        String text = new String(Json.bytes(node), UTF_8);
        return text.length() <= 120 ? text : text.substring(0, 120) + " …";
    }
}
