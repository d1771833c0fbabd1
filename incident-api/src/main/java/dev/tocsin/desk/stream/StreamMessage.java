package dev.tocsin.desk.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One message of the stream, written out once for all readers.
 *
 * @param bytes the message in the form of server-sent events
 * @param last whether the stream ends with it
 * @param secret null when it is for every reader
 */
record StreamMessage(byte[] bytes, boolean last, @Nullable Secret secret) {
    /** Keeps the connection alive and finds out whether the reader is still there. */
    static final StreamMessage HEARTBEAT = raw(": heartbeat\n\n", false);

    /** The last message: the server closes. */
    static final StreamMessage END = raw(": end\n\n", true);

    /**
     * A message that is for some readers only.
     *
     * @param readers who gets it
     * @param others what the others get instead; null for nothing
     */
    record Secret(Predicate<Principal> readers, @Nullable StreamMessage others) {}

    /** This message for certain readers. */
    StreamMessage only(Predicate<Principal> readers, @Nullable StreamMessage others) {
        return new StreamMessage(bytes, last, new Secret(readers, others));
    }

    /** What a reader gets of it; null for nothing. */
    @Nullable StreamMessage to(Principal reader) {
        return secret == null || secret.readers().test(reader) ? this : secret.others();
    }

    /**
     * @param id null for a message that a reader does not continue from
     */
    static StreamMessage of(@Nullable String id, String event, JsonNode data) {
        String json = new String(Json.bytes(data), StandardCharsets.UTF_8);
        String first = id == null ? "" : "id: " + id + "\n";
        return raw(first + "event: " + event + "\ndata: " + json + "\n\n", false);
    }

    /** What a reader shows may be out of date: it should read again. */
    static StreamMessage resync(String id, String reason) {
        return of(id, "resync", Json.object().put("reason", reason));
    }

    private static StreamMessage raw(String text, boolean last) {
        return new StreamMessage(text.getBytes(StandardCharsets.UTF_8), last, null);
    }
}
