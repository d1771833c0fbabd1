package dev.tocsin.desk.alert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;

/**
 * One revision of an alert as it came from the topic.
 *
 * @param alert what it says
 * @param body the JSON document, kept as it came
 * @param receivedAtMs when it was written to the topic, milliseconds since the epoch
 */
public record AlertRevision(Alert alert, String body, long receivedAtMs) {
    /** The largest alert that is stored. */
    static final int MAX_BYTES = 2_000_000;

    /**
     * Reads the value of a record.
     *
     * @throws IllegalArgumentException when it is no alert; the message says why
     */
    public static AlertRevision read(byte[] value, long receivedAtMs) {
        if (value.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "Expected at most " + MAX_BYTES + " bytes, but found " + value.length);
        }
        try {
            JsonNode root = Json.parse(value);
            return new AlertRevision(
                    AlertJson.read(root), new String(value, StandardCharsets.UTF_8), receivedAtMs);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected times in ISO 8601, but: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected JSON, but: " + e.getMessage(), e);
        }
    }

    /** The alert's id. */
    public String id() {
        return alert.id();
    }

    /** This alert as if it were stored and nobody had touched it. */
    public StoredAlert untouched() {
        return new StoredAlert(
                id(),
                body,
                alert.revision(),
                0,
                alert.lastMs(),
                receivedAtMs,
                Triage.UNTOUCHED,
                Fold.NONE,
                new Steps(receivedAtMs, null, null, null));
    }
}
