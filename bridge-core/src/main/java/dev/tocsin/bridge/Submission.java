package dev.tocsin.bridge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one request or message brought: a body and what its door knows about it.
 *
 * @param body the bytes, content encoding undone; not changed by anyone afterwards
 * @param source the configured name of the sender
 * @param protocol the door: {@code http} or {@code amqp}
 * @param contentType the media type that the sender gave
 * @param idempotencyKey the sender's id of the one event in the body; the events of a batch get
 *     {@code <key>-<index>}
 * @param orderingKey events of one source with the same one stay in their order; null where the
 *     order does not matter
 * @param tokenId the token that was used
 * @param pipeline the pipeline hint of the endpoint
 * @param headers more record headers that the door wants kept
 * @param defect why the body as a whole is known to be malformed, for example because its content
 *     encoding could not be undone; it becomes one dead letter. Null when nothing is known yet
 */
public record Submission(
        byte[] body,
        String source,
        String protocol,
        @Nullable String contentType,
        @Nullable String idempotencyKey,
        @Nullable String orderingKey,
        @Nullable String tokenId,
        @Nullable String pipeline,
        Map<String, String> headers,
        @Nullable String defect) {

    public Submission {
        headers = Map.copyOf(headers);
    }

    /** A body of which nothing but its door is known. */
    public static Submission of(byte[] body, String source, String protocol) {
        return new Submission(body, source, protocol, null, null, null, null, null, Map.of(), null);
    }

    /** Whether the sender declared newline-delimited JSON. */
    boolean lineDelimited() {
        return contentType != null
                && (contentType.contains("ndjson") || contentType.contains("jsonl"));
    }

    Door door() {
        return new Door(source, protocol);
    }
}
