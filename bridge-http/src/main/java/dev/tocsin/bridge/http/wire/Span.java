package dev.tocsin.bridge.http.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.Arrays;

/** A value in a JSON document: the bytes {@code from} (inclusive) to {@code to} (exclusive). */
public record Span(byte[] body, int from, int to) {

    /** The number of bytes. */
    public int length() {
        return to - from;
    }

    /** Its bytes, which another may keep. */
    public byte[] bytes() {
        return Arrays.copyOfRange(body, from, to);
    }

    /**
     * The value, built.
     *
     * @throws IOException when it is not JSON in UTF-8, or names a key twice
     */
    public JsonNode read() throws IOException {
        return Json.MAPPER.readTree(body, from, length());
    }
}
