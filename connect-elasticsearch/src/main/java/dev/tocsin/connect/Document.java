package dev.tocsin.connect;

import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record on its way into an index.
 *
 * @param index where it goes
 * @param id document id
 * @param version external version, or null when the last write wins
 * @param source JSON on one line
 * @param record where it comes from
 * @param bytes what it takes in memory and in a request, about; stays when the source changes
 * @param moved how many of its fields were moved to {@code tocsin.unmapped}
 */
record Document(
        String index,
        String id,
        @Nullable Long version,
        byte[] source,
        SinkRecord record,
        long bytes,
        int moved) {
    private static final int OVERHEAD = 120;

    Document(String index, String id, @Nullable Long version, byte[] source, SinkRecord record) {
        this(index, id, version, source, record, source.length + id.length() + OVERHEAD, 0);
    }

    /** The same document with another source, in which one more field is moved. */
    Document withMoved(byte[] changed) {
        return new Document(index, id, version, changed, record, bytes, moved + 1);
    }
}
