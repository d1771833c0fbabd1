package dev.tocsin.desk.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One message of the stream, in the form of server-sent events, written out once for all readers.
 *
 * @param origin the record that it tells of; null for none
 * @param position after that record; null when a reader does not continue from it
 * @param id the line with the position; empty without one
 * @param body the lines after that
 * @param told what it is about; null for what every reader gets
 * @param secret who may be told; null for every reader
 * @param last whether the stream ends with it
 */
record StreamMessage(
        @Nullable Origin origin,
        @Nullable StreamPosition position,
        byte[] id,
        byte[] body,
        @Nullable Told told,
        @Nullable Secret secret,
        boolean last) {
    /** The last message: the server closes. */
    static final StreamMessage END = control(null, ": end\n\n", true);

    /** Where a record stood. */
    record Origin(TopicPartition partition, long offset) {}

    /**
     * A message that is for some readers only.
     *
     * @param readers who gets it
     * @param others what the others get instead; null for nothing
     */
    record Secret(Predicate<Principal> readers, @Nullable StreamMessage others) {}

    /** What a record tells. */
    static StreamMessage of(
            Origin origin, StreamPosition position, String event, JsonNode data, Told told) {
        return new StreamMessage(
                origin, position, line(position), body(event, data), told, null, false);
    }

    /** What is so now: a reader who comes later is told anew. */
    static StreamMessage now(String event, JsonNode data, @Nullable Told told) {
        return new StreamMessage(null, null, new byte[0], body(event, data), told, null, false);
    }

    /** The first message. */
    static StreamMessage hello(@Nullable StreamPosition position, JsonNode data) {
        return new StreamMessage(
                null, position, line(position), body("hello", data), null, null, false);
    }

    /** What a reader shows may be out of date: it should read again. */
    static StreamMessage resync(StreamPosition position, String reason) {
        return new StreamMessage(
                null,
                position,
                line(position),
                body("resync", Json.object().put("reason", reason)),
                null,
                null,
                false);
    }

    /**
     * Keeps the connection alive and finds out whether the reader is still there.
     *
     * @param position where the reader continues, when it moved on without a message
     */
    static StreamMessage heartbeat(@Nullable StreamPosition position) {
        return control(position, ": heartbeat\n\n", false);
    }

    /** This message for certain readers. */
    StreamMessage only(Predicate<Principal> readers, @Nullable StreamMessage others) {
        return new StreamMessage(
                origin, position, id, body, told, new Secret(readers, others), last);
    }

    /** What a reader gets of it; null for nothing. */
    @Nullable StreamMessage to(Principal reader) {
        return secret == null || secret.readers().test(reader) ? this : secret.others();
    }

    /** The same for a reader who has come further in some partition. */
    StreamMessage at(StreamPosition further) {
        return new StreamMessage(origin, further, line(further), body, told, secret, last);
    }

    /** How many bytes it has. */
    int size() {
        return id.length + body.length;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(id);
        out.write(body);
    }

    private static StreamMessage control(
            @Nullable StreamPosition position, String text, boolean last) {
        return new StreamMessage(null, position, line(position), utf8(text), null, null, last);
    }

    private static byte[] body(String event, JsonNode data) {
        byte[] json = Json.bytes(data);
        byte[] before = utf8("event: " + event + "\ndata: ");
        byte[] body = new byte[before.length + json.length + 2];
        System.arraycopy(before, 0, body, 0, before.length);
        System.arraycopy(json, 0, body, before.length, json.length);
        body[body.length - 2] = '\n';
        body[body.length - 1] = '\n';
        return body;
    }

    private static byte[] line(@Nullable StreamPosition position) {
        return position == null ? new byte[0] : utf8("id: " + position.text() + "\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
