package dev.tocsin.bridge.http.otlp;

import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.wire.JsonWalk;
import dev.tocsin.id.ContentId;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an item of each log record; one that is broken is malformed alone. */
final class LogItems {
    /** The pipeline hint of events of this door. */
    static final String PIPELINE = "otlp";

    /** The longest unique id that is written out; the index takes at most 512 bytes. */
    private static final int LONGEST_UID = 128;

    private final Items items;
    private final int maxEventBytes;

    LogItems(Items items, int maxEventBytes) {
        this.items = items;
        this.maxEventBytes = maxEventBytes;
    }

    /** Reads one record from its bytes. */
    @FunctionalInterface
    interface Reading {
        LogRecord read() throws IOException;
    }

    /**
     * Adds a record.
     *
     * @param head what its scope has in common, of {@link OtlpEvent#head}
     * @param length of the record as it was sent
     * @param bytes the record as it was sent
     * @return whether to go on
     */
    boolean add(byte[] head, int length, Supplier<byte[]> bytes, Reading reading) {
        if (length > maxEventBytes) {
            return malformed(
                    bytes.get(), "Expected a log record of at most " + maxEventBytes + " bytes");
        }
        LogRecord record;
        try {
            record = reading.read();
        } catch (IOException e) {
            return malformed(
                    bytes.get(), "Expected an OTLP log record, but found: " + JsonWalk.found(e));
        }
        return items.add(
                BatchItem.event(OtlpEvent.of(head, record))
                        .withIdempotencyKey(uid(record))
                        .withPipeline(PIPELINE));
    }

    /** What the semantic conventions call unique: records with the same one are duplicates. */
    private static @Nullable String uid(LogRecord record) {
        for (KeyValue attribute : record.getAttributesList()) {
            String uid = attribute.getValue().getStringValue();
            if (attribute.getKey().equals("log.record.uid") && !uid.isEmpty()) {
                return uid.length() <= LONGEST_UID ? uid : ContentId.of(uid);
            }
        }
        return null;
    }

    private boolean malformed(byte[] bytes, String reason) {
        return items.add(BatchItem.malformed(bytes, reason).withPipeline(PIPELINE));
    }

    /**
     * Refuses what is too large to stand in every event of its records.
     *
     * @throws IOException when it is
     */
    void checkShared(String what, int length) throws IOException {
        if (length > maxEventBytes) {
            throw new IOException(
                    "a %s of %d bytes, while an event has at most %d"
                            .formatted(what, length, maxEventBytes));
        }
    }

    /** Whether no limit is reached yet. */
    boolean haveRoom() {
        return items.reached() == null;
    }

    /** How many more there may be. */
    int left() {
        return items.left();
    }
}
