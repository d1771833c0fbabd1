package dev.tocsin.topic;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers that Kafka Connect puts on a record of its dead letter topic. The record's key and
 * value are those of the original record.
 */
final class ConnectErrors {
    static final String PREFIX = "__connect.errors.";

    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String MESSAGE = PREFIX + "exception.message";
    private static final String CLASS = PREFIX + "exception.class.name";

    private ConnectErrors() {}

    /** The stage {@code connect}, or null when Connect did not write it. */
    static @Nullable String stage(Headers headers) {
        return headers.lastHeader(TOPIC) == null ? null : "connect";
    }

    /** The message of what was thrown, its class when it had none, or null. */
    static @Nullable String reason(Headers headers) {
        String message = IngestHeaders.text(headers, MESSAGE);
        return message == null ? IngestHeaders.text(headers, CLASS) : message;
    }

    /** Coordinates of the original record, or null when they are not complete. */
    static @Nullable String origin(Headers headers) {
        String topic = IngestHeaders.text(headers, TOPIC);
        String partition = IngestHeaders.text(headers, PARTITION);
        String offset = IngestHeaders.text(headers, OFFSET);
        return topic == null || partition == null || offset == null
                ? null
                : topic + "-" + partition + "-" + offset;
    }
}
