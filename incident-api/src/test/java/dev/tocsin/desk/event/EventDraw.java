package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws events and filters over them, in the fields whose values the index compares as the
 * predicate does: all but prose, of which the index knows whole words.
 */
record EventDraw(RandomGenerator random) {
    static final Instant DAY = Instant.parse("2025-05-05T00:00:00Z");

    private static final List<String> TEXTS =
            List.of(
                    "alice", "ALICE", "al", "bob", "a.b", "a*b", "$gt", "x y", "(bob)", "\\d", "^",
                    "a/b", "/a.*/", "ünïcode", "ÜNÏCODE", "a\"b", "😀x", "or", "*");
    private static final List<String> SHAPES =
            List.of(
                    "a*",
                    "*b",
                    "?l*",
                    "A\\*b",
                    "*",
                    "\\$gt",
                    "*.*",
                    "\"x y\"",
                    "\"(bob)\"",
                    "a?b",
                    "?x",
                    "*ï*",
                    "\\\\d",
                    "**",
                    "*\\/*",
                    "\\*");
    private static final List<String> BEGINNINGS = List.of("a*", "A\\**", "b*", "\\\\*", "x*", "*");
    private static final List<String> ADDRESSES =
            List.of(
                    "10.0.0.1",
                    "10.0.0.255",
                    "10.1.0.1",
                    "192.168.7.7",
                    "::1",
                    "fe80::1",
                    "2001:db8::1",
                    "0.0.0.0",
                    "255.255.255.255");
    private static final List<String> NETWORKS =
            List.of(
                    "10.0.0.0/8",
                    "10.0.0.1",
                    "10.0.0.128/25",
                    "10.9.9.9/8",
                    "0.0.0.0/0",
                    "fe80::/10",
                    "::1",
                    "2001:db8::/32",
                    "*",
                    "FE80:0::0001",
                    "255.255.255.255/32",
                    "::/0",
                    "::/1",
                    "::/80",
                    "::/97",
                    "0.0.0.0/1",
                    "8000::/1");
    private static final List<Long> NUMBERS = List.of(0L, 1L, -1L, 40L, 1L << 40, -(1L << 40));

    /** Fields with none, one or several values; by dotted names. */
    Map<String, List<?>> document() {
        Map<String, List<?>> document = new LinkedHashMap<>();
        document.put("@timestamp", List.of(DAY.toEpochMilli() + random.nextLong(86_400_000)));
        document.put("user.name", some(TEXTS));
        document.put("event.action", some(TEXTS));
        document.put("source.ip", some(ADDRESSES));
        document.put("source.bytes", some(NUMBERS));
        document.put("event.risk_score", some(List.of(0.0, 2.5, 40.25, -1.0)));
        document.put("tls.established", some(List.of(true, false)));
        document.put("winlog.event_data.Name", some(TEXTS));
        return document;
    }

    /** As the document stands in the index. */
    static ObjectNode stored(String id, Map<String, List<?>> document) {
        ObjectNode stored = Json.object();
        stored.withObject("/event").put("id", id);
        document.forEach(
                (field, values) -> {
                    if (field.equals("@timestamp")) {
                        String time = Instant.ofEpochMilli((Long) values.getFirst()).toString();
                        Json.set(stored, field, Json.MAPPER.valueToTree(time));
                    } else if (values.size() == 1) {
                        Json.set(stored, field, Json.MAPPER.valueToTree(values.getFirst()));
                    } else {
                        ArrayNode array = Json.MAPPER.valueToTree(values);
                        Json.set(stored, field, array);
                    }
                });
        return stored;
    }

    String filter(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> "(" + filter(depth - 1) + " and " + filter(depth - 1) + ")";
            case 2 -> "(" + filter(depth - 1) + " or " + filter(depth - 1) + ")";
            case 3 -> "not " + filter(depth - 1);
            default -> term();
        };
    }

    private String term() {
        return switch (random.nextInt(9)) {
            case 0 -> "user.name:" + shape();
            case 1 -> "event.action:" + shape();
            case 2 -> "user.name:(" + shape() + " or -" + shape() + ")";
            case 3 -> "source.ip:" + any(NETWORKS);
            case 4 ->
                    "source.bytes:"
                            + any(
                                    List.of(
                                            "1",
                                            ">1",
                                            ">=0.5",
                                            "<0",
                                            "[0 to 40]",
                                            "[* to 1]",
                                            "*",
                                            "1e300",
                                            "<1e19",
                                            ">-9.3e18",
                                            "1099511627776",
                                            "0.5"));
            case 5 ->
                    "event.risk_score:"
                            + any(List.of("2.5", ">2.5", "<=40.25", "[-1 to 0]", ">1e39", "*"));
            case 6 -> "tls.established:" + any(List.of("true", "false", "*"));
            case 7 ->
                    "@timestamp:"
                            + any(
                                    List.of(
                                            "2025-05-05",
                                            ">=2025-05-05T12:00:00Z",
                                            "<2025-05-05T06:00:00.123Z",
                                            "[2025-05-05T03:00:00Z to 2025-05-05T21:00:00Z]",
                                            ">2025-05-05"));
            default ->
                    "winlog.event_data.Name:"
                            + (random.nextBoolean() ? any(BEGINNINGS) : quoted(any(TEXTS)));
        };
    }

    private String shape() {
        return random.nextBoolean() ? any(SHAPES) : quoted(any(TEXTS));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private List<?> some(List<?> of) {
        List<Object> some = new ArrayList<>();
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            some.add(of.get(random.nextInt(of.size())));
        }
        return some;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
