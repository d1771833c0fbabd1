package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.ops.DeskMetrics;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader. At most {@value #MAX} messages: one who reads too slowly loses them
 * all and is told to resynchronize, so that it costs no more memory than any other.
 */
final class StreamClient {
    /** The most messages that wait for one reader. */
    static final int MAX = 512;

    private final BlockingQueue<StreamMessage> waiting = new ArrayBlockingQueue<>(MAX);
    private final Principal reader;
    private final DeskMetrics metrics;

    StreamClient(Principal reader, DeskMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /** Called by the hub only, one call at a time. */
    void offer(StreamMessage message, StreamPosition position) {
        StreamMessage mine = message.to(reader);
        if (mine != null && !waiting.offer(mine)) {
            metrics.resync();
            replaceBy(StreamMessage.resync(position.text(), "slow"));
        }
    }

    /** Drops what waits; the reader gets only this message. */
    void replaceBy(StreamMessage message) {
        waiting.clear();
        if (!waiting.offer(message)) {
            throw new IllegalStateException("Expected room in an empty queue");
        }
    }

    /** The next message, or null when none came in time. */
    @Nullable StreamMessage next(Duration atMost) throws InterruptedException {
        return waiting.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }
}
