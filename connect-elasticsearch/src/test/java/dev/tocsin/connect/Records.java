package dev.tocsin.connect;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Records as a worker hands them to a sink. */
final class Records {
    static final String TOPIC = "tocsin.events.v1";
    static final String EVENT = "{\"@timestamp\":\"2026-01-01T12:00:00.000Z\",\"n\":%d}";

    private Records() {}

    /** An event with its offset as key. */
    static SinkRecord event(long offset) {
        return record("event-" + offset, EVENT.formatted(offset), offset);
    }

    static SinkRecord record(@Nullable String key, @Nullable String value, long offset) {
        return new SinkRecord(
                TOPIC,
                0,
                Schema.OPTIONAL_STRING_SCHEMA,
                key,
                Schema.OPTIONAL_BYTES_SCHEMA,
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                offset);
    }
}
