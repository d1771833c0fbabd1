package dev.tocsin.topology.normalize;

import dev.tocsin.topic.IngestHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.TimestampExtractor;
import org.jspecify.annotations.Nullable;

/**
 * The time of a raw record is its arrival at the bridge, never later than the record's own
 * timestamp and never negative: no header can move the clock of a partition ahead.
 */
public final class ArrivalTime implements TimestampExtractor {

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return of(record.headers(), record.timestamp());
    }

    /** Milliseconds since the epoch. */
    static long of(Headers headers, long recordMs) {
        long latest = Math.max(recordMs, 0);
        long received = parsed(IngestHeaders.text(headers, IngestHeaders.RECEIVED_AT));
        return received < 0 ? latest : Math.min(received, latest);
    }

    private static long parsed(@Nullable String digits) {
        try {
            return digits == null ? -1 : Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
