package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a message says with which others it must stay in order: a header or a property. Its value
 * becomes the key of the event's record, so that events with one value are in one partition.
 *
 * @param name {@code header:<name>}, a property ({@code app-id}, {@code correlation-id}, {@code
 *     routing-key}, {@code type}, {@code user-id}), or empty for none
 */
record OrderingKey(String name) {
    private static final String HEADER = "header:";

    /**
     * Reads a name.
     *
     * @param variable for error messages
     */
    static OrderingKey parse(String variable, String name) {
        boolean header = name.startsWith(HEADER) && name.length() > HEADER.length();
        if (!header) {
            switch (name) {
                case "", "app-id", "correlation-id", "routing-key", "type", "user-id" -> {}
                default ->
                        throw new IllegalArgumentException(
                                "Expected "
                                        + variable
                                        + " to be header:<name>, app-id, correlation-id,"
                                        + " routing-key, type or user-id, but found \""
                                        + name
                                        + "\"");
            }
        }
        return new OrderingKey(name);
    }

    /** The value of a message, or null when it has none. */
    @Nullable String of(Envelope envelope, BasicProperties properties) {
        return switch (name) {
            case "app-id" -> properties.getAppId();
            case "correlation-id" -> properties.getCorrelationId();
            case "routing-key" -> envelope.getRoutingKey();
            case "type" -> properties.getType();
            case "user-id" -> properties.getUserId();
            default -> header(properties.getHeaders());
        };
    }

    private @Nullable String header(@Nullable Map<String, Object> headers) {
        return headers == null || name.isEmpty()
                ? null
                : Messages.scalar(headers.get(name.substring(HEADER.length())));
    }
}
