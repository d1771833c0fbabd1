package dev.tocsin.bridge;

import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the records of one lot. */
final class IngestRecords {
    private final Lot lot;
    private final String stage;
    private final Instant receivedAt;
    private final Header[] common;

    /**
     * @param stage the bridge, for dead letters
     */
    IngestRecords(Lot lot, String stage, Instant receivedAt) {
        this.lot = lot;
        this.stage = stage;
        this.receivedAt = receivedAt;
        this.common = common(lot, receivedAt);
    }

    /** The headers that are the same for all records of a lot: they are encoded once. */
    private static Header[] common(Lot lot, Instant receivedAt) {
        Headers headers = new RecordHeaders();
        IngestHeaders.put(headers, IngestHeaders.SOURCE, lot.door().source());
        IngestHeaders.put(headers, IngestHeaders.PROTOCOL, lot.door().protocol());
        IngestHeaders.put(headers, IngestHeaders.RECEIVED_AT, "" + receivedAt.toEpochMilli());
        putIfThere(headers, IngestHeaders.CONTENT_TYPE, lot.contentType());
        putIfThere(headers, IngestHeaders.TOKEN_ID, lot.tokenId());
        return headers.toArray();
    }

    /** The record of an event, or the dead letter of something malformed. */
    ProducerRecord<byte[], byte[]> record(int index, BatchItem item) {
        String defect = item.defect();
        return defect == null ? event(item) : deadLetter(index, item, defect);
    }

    /**
     * The record of an event: its bytes, unchanged. The record's key is the sender's ordering key,
     * or else the idempotency key: what is sent twice must come to the partition where the first is
     * known.
     */
    private ProducerRecord<byte[], byte[]> event(BatchItem item) {
        String order = item.orderingKey();
        String id = order == null ? item.idempotencyKey() : order;
        byte[] key = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                Topics.EVENTS_RAW.name(), null, null, key, item.bytes(), headers(item));
    }

    /** The record of a malformed item, with the headers that its event would have had. */
    private ProducerRecord<byte[], byte[]> deadLetter(int index, BatchItem item, String reason) {
        String origin = lot.origin(index, item);
        return new DeadLetter(origin, stage, reason, receivedAt, item.bytes(), headers(item))
                .toRecord();
    }

    /** The records of something too large for one: a dead letter of parts. */
    List<ProducerRecord<byte[], byte[]>> parts(
            int index, BatchItem item, String reason, int mostBytes) {
        String origin = lot.origin(index, item);
        return new DeadLetter(origin, stage, reason, receivedAt, item.bytes(), headers(item))
                .toRecords(mostBytes);
    }

    private Headers headers(BatchItem item) {
        Headers headers = new RecordHeaders();
        for (Map.Entry<String, String> kept : item.headers().entrySet()) {
            IngestHeaders.put(headers, kept.getKey(), kept.getValue());
        }
        for (Header header : common) {
            headers.remove(header.key()).add(header);
        }
        putIfThere(headers, IngestHeaders.PIPELINE, item.pipeline());
        putIfThere(headers, IngestHeaders.IDEMPOTENCY_KEY, item.idempotencyKey());
        return headers;
    }

    private static void putIfThere(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            IngestHeaders.put(headers, name, value);
        }
    }
}
