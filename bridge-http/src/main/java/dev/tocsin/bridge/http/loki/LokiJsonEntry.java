package dev.tocsin.bridge.http.loki;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One entry of a push in JSON: {@code ["1767268800000000000","line",{"metadata":"x"}]}, or, before
 * Loki 1.0, {@code {"ts":"2026-01-01T12:00:00Z","line":"line"}}.
 *
 * @param nanos since the epoch, in decimal digits
 */
record LokiJsonEntry(String nanos, String line, Map<String, String> metadata) {
    private static final Pattern NANOS = Pattern.compile("-?\\d{1,19}");
    private static final long NANOS_OF_SECOND = 1_000_000_000L;

    /**
     * Reads an entry in either form.
     *
     * @throws IOException when it is none
     */
    static LokiJsonEntry of(JsonNode value) throws IOException {
        return value.isObject() ? old(value) : current(value);
    }

    private static LokiJsonEntry current(JsonNode value) throws IOException {
        if (!value.isArray() || value.size() < 2 || !value.get(1).isTextual()) {
            throw new IOException("no array of a time, a line and, if need be, metadata");
        }
        Map<String, String> metadata =
                value.size() > 2 ? texts(value.get(2), "metadata") : Map.of();
        return new LokiJsonEntry(nanos(value.get(0)), value.get(1).textValue(), metadata);
    }

    private static LokiJsonEntry old(JsonNode value) throws IOException {
        if (!value.path("line").isTextual() || !value.path("ts").isTextual()) {
            throw new IOException("no object with the texts ts and line");
        }
        String time = value.path("ts").textValue();
        return new LokiJsonEntry(nanosOf(time), value.path("line").textValue(), Map.of());
    }

    private static String nanos(JsonNode time) throws IOException {
        String digits = time.isTextual() || time.isIntegralNumber() ? time.asText() : "";
        if (!NANOS.matcher(digits).matches()) {
            throw new IOException("a time that is not in nanoseconds since the epoch");
        }
        return digits;
    }

    private static String nanosOf(String time) throws IOException {
        try {
            Instant instant = OffsetDateTime.parse(time).toInstant();
            long seconds = Math.multiplyExact(instant.getEpochSecond(), NANOS_OF_SECOND);
            return Long.toString(Math.addExact(seconds, instant.getNano()));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("a time that is not like 2026-01-01T12:00:00Z", e);
        }
    }

    /** The members of an object of texts. */
    static Map<String, String> texts(JsonNode json, String what) throws IOException {
        if (!json.isObject()) {
            throw new IOException(what + " that is no object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (var member : json.properties()) {
            if (!member.getValue().isTextual()) {
                throw new IOException(what + " with a value that is no text");
            }
            texts.put(member.getKey(), member.getValue().textValue());
        }
        return texts;
    }
}
