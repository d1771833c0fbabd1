package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import dev.tocsin.bridge.Submission;
import dev.tocsin.bridge.decode.ContentDecoder;
import dev.tocsin.bridge.decode.Decoded;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a message into a submission: its message id is the idempotency key; routing key, type,
 * application and the first {@value #MAX_HEADERS} short headers are kept as record headers {@code
 * amqp-…}.
 */
final class Messages {
    static final String PROTOCOL = "amqp";
    static final int MAX_HEADERS = 16;
    private static final int MAX_TEXT = 256;

    private final String source;
    private final OrderingKey order;
    private final int maxBodyBytes;

    Messages(String source, OrderingKey order, int maxBodyBytes) {
        this.source = source;
        this.order = order;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * A submission; one that is beyond the limit has that for its defect, and is kept as it came.
     */
    Submission toSubmission(Envelope envelope, BasicProperties properties, byte[] body) {
        return switch (ContentDecoder.decode(body, encoding(properties), maxBodyBytes)) {
            case Decoded.Plain(byte[] bytes) -> submission(envelope, properties, bytes, null);
            case Decoded.Corrupt(String reason) -> submission(envelope, properties, body, reason);
            case Decoded.TooLarge(int _) -> submission(envelope, properties, body, tooLarge());
            // Publishers put character sets and anything else there; the body decides.
            case Decoded.Unsupported(String _) ->
                    submission(
                            envelope,
                            properties,
                            body,
                            body.length > maxBodyBytes ? tooLarge() : null);
        };
    }

    private String tooLarge() {
        return "Expected a message of at most " + maxBodyBytes + " bytes, but found more";
    }

    private static @Nullable String encoding(BasicProperties properties) {
        return properties.getContentEncoding();
    }

    private Submission submission(
            Envelope envelope, BasicProperties properties, byte[] body, @Nullable String defect) {
        return new Submission(
                body,
                source,
                PROTOCOL,
                shortText(properties.getContentType()),
                shortText(properties.getMessageId()),
                shortText(order.of(envelope, properties)),
                null,
                null,
                kept(envelope, properties),
                defect);
    }

    private static Map<String, String> kept(Envelope envelope, BasicProperties properties) {
        Map<String, String> kept = new HashMap<>();
        Map<String, Object> headers = properties.getHeaders();
        if (headers != null) {
            for (Map.Entry<String, Object> header : headers.entrySet()) {
                if (kept.size() < MAX_HEADERS) {
                    put(kept, "amqp-header-" + header.getKey(), scalar(header.getValue()));
                }
            }
        }
        put(kept, "amqp-routing-key", envelope.getRoutingKey());
        put(kept, "amqp-type", properties.getType());
        put(kept, "amqp-app-id", properties.getAppId());
        return kept;
    }

    private static void put(Map<String, String> kept, String name, @Nullable String value) {
        String text = shortText(value);
        if (text != null && name.length() <= MAX_TEXT) {
            kept.put(name, text);
        }
    }

    static @Nullable String scalar(@Nullable Object value) {
        return switch (value) {
            case LongString text -> text.toString();
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> null;
        };
    }

    /** The text when it is there and short enough to be a header. */
    private static @Nullable String shortText(@Nullable String text) {
        return text == null || text.isEmpty() || text.length() > MAX_TEXT ? null : text;
    }
}
