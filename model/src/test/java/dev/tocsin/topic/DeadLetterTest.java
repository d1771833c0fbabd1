package dev.tocsin.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
    private static final Instant TIME = Instant.parse("2026-01-01T12:00:00.000Z");

    @Test
    void readsWhatItWrote() {
        Headers headers = new RecordHeaders().add("tocsin-source", "edge".getBytes(UTF_8));
        DeadLetter written =
                new DeadLetter(
                        "tocsin.events.raw.v1-0-7",
                        "normalize",
                        "Expected JSON, but found x",
                        TIME,
                        new byte[] {'x'},
                        headers);
        DeadLetter read = DeadLetter.from(record(written.key(), written.recordHeaders()));
        assertThat(read.origin()).isEqualTo("tocsin.events.raw.v1-0-7");
        assertThat(read.stage()).isEqualTo("normalize");
        assertThat(read.reason()).isEqualTo("Expected JSON, but found x");
        assertThat(read.failedAt()).isEqualTo(TIME);
        assertThat(read.headers()).isEqualTo(headers);
    }

    @Test
    void readsWhatKafkaConnectWrote() {
        Headers headers = new RecordHeaders();
        put(headers, "tocsin-source", "edge");
        put(headers, "__connect.errors.topic", "tocsin.events.v1");
        put(headers, "__connect.errors.partition", "2");
        put(headers, "__connect.errors.offset", "41");
        put(headers, "__connect.errors.exception.message", "Expected a date, but found noon");
        DeadLetter read = DeadLetter.from(record("event-1".getBytes(UTF_8), headers));
        assertThat(read.origin()).isEqualTo("tocsin.events.v1-2-41");
        assertThat(read.stage()).isEqualTo("connect");
        assertThat(read.reason()).isEqualTo("Expected a date, but found noon");
        assertThat(read.headers()).hasSize(1);
    }

    @Test
    void readsARecordWithoutAnyHeaders() {
        DeadLetter read = DeadLetter.from(record(null, new RecordHeaders()));
        assertThat(read.origin()).isEqualTo("tocsin.dead-letters.v1-0-3");
        assertThat(read.stage()).isEqualTo("unknown");
        assertThat(read.reason()).isEqualTo("unknown");
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, Headers headers) {
        return new ConsumerRecord<>(
                Topics.DEAD_LETTERS.name(),
                0,
                3,
                TIME.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                1,
                key,
                new byte[] {'x'},
                headers,
                Optional.empty());
    }
}
