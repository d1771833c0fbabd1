package dev.tocsin.desk;

import dev.tocsin.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws requests for events: filters over all fields that there are, frames of time, orders. */
final class EventRequestDraw {
    private static final int MAX_DEPTH = 4;
    private static final int MAX_LEARNT = 200;
    private static final List<String> PATHS =
            List.of(
                    "",
                    "",
                    "",
                    "/histogram",
                    "/facets",
                    "/export",
                    "/fields",
                    "/asked-1",
                    "/asked-1/surrounding",
                    "/asked-1/raw",
                    "/none",
                    "/%2e%2e",
                    "/*",
                    "/_search");
    private static final List<String> OWN_FIELDS =
            List.of(
                    "@timestamp",
                    "message",
                    "user.name",
                    "source.ip",
                    "source.port",
                    "winlog.event_data.LogonType",
                    "winlog.event_data.",
                    "no.such.field",
                    "_id",
                    "_source",
                    "a..b",
                    "tls.established",
                    "host");
    private static final List<String> VALUES =
            List.of(
                    "*",
                    "a*",
                    "?",
                    "*a*b*",
                    "alice",
                    "\"is over\"",
                    "\"\"",
                    "\"*\"",
                    "(a or b)",
                    "(a or -b)",
                    "true",
                    "7",
                    "-1",
                    "1e400",
                    "-1e300",
                    "9223372036854775808",
                    "0x10",
                    ">5",
                    "<=1e19",
                    ">now-1d",
                    ">=2026-11-28",
                    "[1 to 5]",
                    "[* to 9]",
                    "[5 to 1]",
                    "[2026-11-28 to *]",
                    "[now-1d to now]",
                    "now+99999999w",
                    "2026-13-45",
                    "10.0.0.0/8",
                    "::/0",
                    "fe80::/10",
                    "10.0.0.0/99",
                    "::ffff:10.0.0.1",
                    "0.0.0.0/0",
                    "/.*/",
                    "\\",
                    "\"\\u0000\"",
                    "ünïcode",
                    "😀",
                    "$gt",
                    "{}",
                    "[",
                    "]",
                    "(",
                    ")",
                    "~",
                    "^2",
                    "a~2",
                    "\"{{x}}\"",
                    "_exists_");
    private static final List<String> TIMES =
            List.of(
                    "2026-11-28",
                    "2026-11-29",
                    "now",
                    "now-1d",
                    "now-100000w",
                    "now+1w",
                    "0001-01-01",
                    "9999-12-31",
                    "2026-11-28T09:00:00.123Z",
                    "-1",
                    "yesterday",
                    "99999-01-01",
                    "");
    private static final List<String> NUMBERS =
            List.of("1", "10", "0", "-1", "500", "501", "1e3", "99999999999999", "x", "");

    private final RandomGenerator random;
    private final List<String> fields;
    private final List<String> cursors = new ArrayList<>(List.of("e30", "x"));

    EventRequestDraw(RandomGenerator random, List<String> fields) {
        this.random = random;
        this.fields = List.copyOf(fields);
    }

    /** Path and query. */
    String next() {
        StringBuilder request = new StringBuilder("/api/v1/events").append(any(PATHS));
        String before = "?";
        for (String name :
                List.of(
                        "q", "from", "to", "sort", "fields", "limit", "cursor", "buckets", "by",
                        "format", "before", "after", "same", "prefix", "size", "x")) {
            if (random.nextDouble() < chance(name)) {
                request.append(before).append(name).append('=').append(encoded(value(name)));
                before = "&";
            }
        }
        return request.toString();
    }

    /** Learns cursors, so that later requests go on. */
    void learn(Answer answer) {
        String next = answer.isJson() ? Json.text(answer.json(), "next") : null;
        if (next != null && cursors.size() < MAX_LEARNT) {
            cursors.add(next);
        }
    }

    private static double chance(String name) {
        return switch (name) {
            case "q" -> 0.9;
            case "from", "to" -> 0.4;
            case "sort", "fields", "limit" -> 0.15;
            case "cursor" -> 0.1;
            default -> 0.02;
        };
    }

    private String value(String name) {
        return switch (name) {
            case "q" -> filter(random.nextInt(MAX_DEPTH));
            case "from", "to" -> any(TIMES);
            case "sort" -> (random.nextBoolean() ? "-" : "") + field();
            case "fields" -> field() + "," + field();
            case "by", "same", "prefix" -> field();
            case "cursor" -> any(cursors);
            case "format" -> any(List.of("csv", "ndjson", "xml"));
            default -> any(NUMBERS);
        };
    }

    private String filter(int depth) {
        if (depth == 0) {
            return random.nextInt(8) == 0 ? any(VALUES) : field() + ":" + any(VALUES);
        }
        return switch (random.nextInt(5)) {
            case 0 -> "(" + filter(depth - 1) + " or " + filter(depth - 1) + ")";
            case 1 -> filter(depth - 1) + " and " + filter(depth - 1);
            case 2 -> "not " + filter(depth - 1);
            case 3 -> "-(" + filter(depth - 1) + ")";
            default -> filter(depth - 1);
        };
    }

    private String field() {
        return random.nextInt(3) == 0 ? any(OWN_FIELDS) : any(fields);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
