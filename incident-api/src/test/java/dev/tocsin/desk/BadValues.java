package dev.tocsin.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Values that have brought down one server or another. */
record BadValues(RandomGenerator random) {
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "$where",
                    "$gt",
                    "a.b",
                    "a.$",
                    "{\"$ne\":null}",
                    "'; return true; //",
                    "=cmd|' /C calc'!A0",
                    "../../etc/passwd",
                    "%2e%2e%2f",
                    "\u202egnp.exe",
                    "\ud83d\ude00",
                    "\ud800",
                    "null",
                    "-1",
                    "1e400",
                    "NaN",
                    "9223372036854775808",
                    "2026-02-30T25:61:61Z",
                    "+999999999-12-31T23:59:59Z",
                    "-999999999-01-01T00:00:00Z",
                    "(((((((((",
                    "a:[* TO",
                    "a:>",
                    "not not not",
                    "<script>alert(1)</script>",
                    "[](javascript:alert(1))",
                    "http://169.254.169.254/latest/meta-data",
                    "W/\"1\"",
                    "*");

    private static final List<String> NODES =
            List.of(
                    "null",
                    "true",
                    "0",
                    "-1",
                    "1.5",
                    "1e308",
                    "9223372036854775808",
                    "123456789012345678901234567890",
                    "[]",
                    "{}",
                    "[[[[]]]]",
                    "[null]",
                    "{\"$gt\":\"\"}",
                    "{\"$where\":\"sleep(1000)\"}",
                    "{\"a.b\":{\"$c\":1}}",
                    "{\"\":\"\"}");

    private static final List<String> BODIES =
            List.of(
                    "",
                    "{",
                    "{}{}",
                    "[]",
                    "null",
                    "\"text\"",
                    "{\"a\":1,\"a\":2}",
                    "{\"a\":NaN}",
                    "{\"a\":\"\\ud800\"}",
                    "\u0000",
                    "[".repeat(20_000),
                    "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000),
                    "{\"title\":\"" + "x".repeat(200_000) + "\"}",
                    "{\"a\":" + "9".repeat(5_000) + "}");

    String text() {
        return random.nextInt(20) == 0 ? "x".repeat(5_000) : any(TEXTS);
    }

    String headerValue() {
        String text = text().replaceAll("[^ -~]", "?").strip();
        return text.isEmpty() ? "?" : text;
    }

    JsonNode node() {
        if (random.nextBoolean()) {
            return TextNode.valueOf(text());
        }
        try {
            return Json.MAPPER.readTree(any(NODES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String body() {
        return any(BODIES);
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
