package dev.tocsin.topology.warm;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Raw records of the past. Not thread-safe: each task opens its own. */
public interface History extends AutoCloseable {

    /** The offset of the first record of a partition that is not older; the end if all are. */
    long offsetAt(int partition, long timeMs);

    /** Where the topology goes on with a partition. */
    long committed(int partition);

    /**
     * Reads on. It may give less than there is, and nothing at all for a while.
     *
     * @param most how many records at most
     */
    Slice read(int partition, long from, int most);

    @Override
    void close();

    /**
     * What was read.
     *
     * @param next the offset to go on with
     */
    record Slice(List<ConsumerRecord<byte[], byte[]>> records, long next) {}

    /** A history without anything, for a topology that never warms. */
    static History none() {
        return new History() {
            @Override
            public long offsetAt(int partition, long timeMs) {
                return Long.MAX_VALUE;
            }

            @Override
            public long committed(int partition) {
                return 0;
            }

            @Override
            public Slice read(int partition, long from, int most) {
                return new Slice(List.of(), from);
            }

            @Override
            public void close() {}
        };
    }
}
