package dev.tocsin.bridge;

import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the records of one submission. */
final class IngestRecords {
    private final Submission submission;
    private final String stage;
    private final Instant receivedAt;
    private final boolean batch;
    private final String submissionId;

    /**
     * @param stage the bridge, for dead letters
     * @param batch whether the submission has more than one item
     */
    IngestRecords(Submission submission, String stage, Instant receivedAt, boolean batch) {
        this.submission = submission;
        this.stage = stage;
        this.receivedAt = receivedAt;
        this.batch = batch;
        String key = submission.idempotencyKey();
        this.submissionId = key == null ? UUID.randomUUID().toString() : key;
    }

    /**
     * The record of an event: the sender's bytes, unchanged. An event with an idempotency key has
     * it as its record key: what is sent twice must come to the partition where the first is known.
     */
    ProducerRecord<byte[], byte[]> event(int index, byte[] bytes) {
        String id = idempotencyKey(index);
        byte[] key = id == null ? null : id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                Topics.EVENTS_RAW.name(), null, null, key, bytes, headers(index));
    }

    /** The record of a malformed item, with the headers that its event would have had. */
    ProducerRecord<byte[], byte[]> deadLetter(int index, byte[] bytes, String reason) {
        String origin = submission.protocol() + ":" + numbered(submissionId, index);
        return new DeadLetter(origin, stage, reason, receivedAt, bytes, headers(index)).toRecord();
    }

    private Headers headers(int index) {
        Headers headers = new RecordHeaders();
        for (Map.Entry<String, String> kept : submission.headers().entrySet()) {
            IngestHeaders.put(headers, kept.getKey(), kept.getValue());
        }
        IngestHeaders.put(headers, IngestHeaders.SOURCE, submission.source());
        IngestHeaders.put(headers, IngestHeaders.PROTOCOL, submission.protocol());
        IngestHeaders.put(headers, IngestHeaders.RECEIVED_AT, "" + receivedAt.toEpochMilli());
        putIfThere(headers, IngestHeaders.CONTENT_TYPE, submission.contentType());
        putIfThere(headers, IngestHeaders.TOKEN_ID, submission.tokenId());
        putIfThere(headers, IngestHeaders.PIPELINE, submission.pipeline());
        putIfThere(headers, IngestHeaders.IDEMPOTENCY_KEY, idempotencyKey(index));
        return headers;
    }

    private @Nullable String idempotencyKey(int index) {
        String key = submission.idempotencyKey();
        return key == null ? null : numbered(key, index);
    }

    private String numbered(String id, int index) {
        return batch ? id + "-" + index : id;
    }

    private static void putIfThere(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            IngestHeaders.put(headers, name, value);
        }
    }
}
