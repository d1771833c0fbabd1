package dev.tocsin.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Something that could not be processed: its original bytes, why, where in the pipeline, and where
 * it came from. On {@link Topics#DEAD_LETTERS} the bytes are the record's value, unchanged, so that
 * a replay sends exactly what arrived; the rest travels in headers, beside the headers that the
 * record had at its origin. A letter that no record holds takes several of one key, in their order.
 *
 * @param origin coordinates: {@code <topic>-<partition>-<offset>}, or {@code <protocol>:<id>} for
 *     what never reached a topic
 * @param stage where it failed: {@code bridge-http}, {@code bridge-rabbit}, {@code normalize},
 *     {@code connect}
 * @param reason what was expected and what was found
 * @param failedAt when it failed
 * @param bytes the original bytes
 * @param headers the headers of the original record; empty for none
 */
public record DeadLetter(
        String origin,
        String stage,
        String reason,
        Instant failedAt,
        byte[] bytes,
        Headers headers) {

    private static final String PREFIX = "tocsin-dead-letter-";

    public static final String STAGE = PREFIX + "stage";
    public static final String REASON = PREFIX + "reason";
    public static final String FAILED_AT = PREFIX + "failed-at";

    /** Of a letter that takes several records: which of how many this is, as {@code 2/11}. */
    public static final String PART = PREFIX + "part";

    public DeadLetter {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(bytes, "bytes");
    }

    /** The record to write to {@link Topics#DEAD_LETTERS}. */
    public ProducerRecord<byte[], byte[]> toRecord() {
        return record(bytes);
    }

    private ProducerRecord<byte[], byte[]> record(byte[] held) {
        return new ProducerRecord<>(
                Topics.DEAD_LETTERS.name(), null, null, key(), held, recordHeaders());
    }

    /**
     * The records to write where one holds only so many bytes.
     *
     * @param mostBytes of the letter in one record
     */
    public List<ProducerRecord<byte[], byte[]>> toRecords(int mostBytes) {
        if (bytes.length <= mostBytes) {
            return List.of(toRecord());
        }
        int count = Math.ceilDiv(bytes.length, mostBytes);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(count);
        for (int from = 0; from < bytes.length; from += mostBytes) {
            int to = Math.min(bytes.length, from + mostBytes);
            ProducerRecord<byte[], byte[]> part = record(Arrays.copyOfRange(bytes, from, to));
            records.add(part);
            IngestHeaders.put(part.headers(), PART, records.size() + "/" + count);
        }
        return records;
    }

    /** The record key: {@link #origin} in UTF-8. */
    public byte[] key() {
        return origin.getBytes(StandardCharsets.UTF_8);
    }

    /** The original headers and the dead letter's own. */
    public Headers recordHeaders() {
        Headers all = new RecordHeaders(headers);
        IngestHeaders.put(all, STAGE, stage);
        IngestHeaders.put(all, REASON, reason);
        IngestHeaders.put(all, FAILED_AT, Long.toString(failedAt.toEpochMilli()));
        return all;
    }

    /**
     * Reads a record of {@link Topics#DEAD_LETTERS}, also one that Kafka Connect wrote. Missing
     * parts become {@code "unknown"}, or the record's own time: a reader of dead letters must not
     * fail on one.
     */
    public static DeadLetter from(ConsumerRecord<byte[], byte[]> record) {
        Headers original = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)
                    && !header.key().startsWith(ConnectErrors.PREFIX)) {
                original.add(header);
            }
        }
        String at = IngestHeaders.text(record.headers(), FAILED_AT);
        byte[] value = record.value();
        return new DeadLetter(
                origin(record),
                orUnknown(orElse(STAGE, record, ConnectErrors::stage)),
                orUnknown(orElse(REASON, record, ConnectErrors::reason)),
                Instant.ofEpochMilli(at == null ? record.timestamp() : Long.parseLong(at)),
                value == null ? new byte[0] : value,
                original);
    }

    private static @Nullable String orElse(
            String name,
            ConsumerRecord<byte[], byte[]> record,
            Function<Headers, @Nullable String> otherwise) {
        String own = IngestHeaders.text(record.headers(), name);
        return own == null ? otherwise.apply(record.headers()) : own;
    }

    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        boolean own = record.headers().lastHeader(STAGE) != null;
        String connect = own ? null : ConnectErrors.origin(record.headers());
        if (connect != null) {
            return connect;
        }
        byte[] key = record.key();
        return key == null
                ? Coordinates.of(record.topic(), record.partition(), record.offset())
                : new String(key, StandardCharsets.UTF_8);
    }

    private static String orUnknown(@Nullable String text) {
        return text == null ? "unknown" : text;
    }
}
