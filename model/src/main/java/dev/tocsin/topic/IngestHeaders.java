package dev.tocsin.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Names of the headers on {@link Topics#EVENTS_RAW}; all values are UTF-8 text. */
public final class IngestHeaders {
    /** The configured source that sent it, for example the name of a token, or {@code local}. */
    public static final String SOURCE = "tocsin-source";

    /** The protocol it came over, for example {@code http} or {@code amqp}. */
    public static final String PROTOCOL = "tocsin-protocol";

    /** Arrival time at the bridge, milliseconds since the epoch in decimal digits. */
    public static final String RECEIVED_AT = "tocsin-received-at";

    /** Media type that the sender gave, if any. */
    public static final String CONTENT_TYPE = "content-type";

    /** The sender's own id of the event, if it gave one; becomes {@code event.id}. */
    public static final String IDEMPOTENCY_KEY = "tocsin-idempotency-key";

    /** Id of the token that was used, if any. */
    public static final String TOKEN_ID = "tocsin-token-id";

    /** Pipeline hint from the endpoint: for example {@code nxlog}, {@code cef}, {@code custom}. */
    public static final String PIPELINE = "tocsin-pipeline";

    /**
     * The index or data stream that the sender named, if any: where it thinks that it writes to.
     */
    public static final String INDEX = "tocsin-index";

    private IngestHeaders() {}

    /** The text of the last header of that name, or null if there is none. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Sets the header to {@code value}, replacing what was there; null removes it. */
    public static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
