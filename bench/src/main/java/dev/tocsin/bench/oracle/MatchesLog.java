package dev.tocsin.bench.oracle;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * One partition of the repartition topic, read committed: a reader stands still at the first record
 * of an open transaction and passes over those of an aborted one.
 */
final class MatchesLog {
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A record.
     *
     * @param dueMs when, by the clock of the wall, the topology could have heard of it first
     */
    record Entry(
            byte[] key,
            byte[] value,
            long timestampMs,
            Headers headers,
            long dueMs,
            Transaction transaction) {}

    /** Appends a record to the partition of its key. */
    static void append(List<MatchesLog> partitions, Entry entry) {
        int partition = Utils.toPositive(Utils.murmur2(entry.key())) % partitions.size();
        partitions.get(partition).entries.add(entry);
    }

    /**
     * From this offset on, that of the next record that is not aborted; the end if there is none.
     */
    int skipAborted(int offset) {
        int at = offset;
        while (at < entries.size()
                && entries.get(at).transaction().state() == Transaction.State.ABORTED) {
            at++;
        }
        return at;
    }

    /** The record there, if it is committed. */
    @Nullable Entry committed(int offset) {
        if (offset >= entries.size()) {
            return null;
        }
        Entry entry = entries.get(offset);
        return entry.transaction().state() == Transaction.State.COMMITTED ? entry : null;
    }

    /** The record there, committed or not. */
    @Nullable Entry at(int offset) {
        return offset < entries.size() ? entries.get(offset) : null;
    }
}
