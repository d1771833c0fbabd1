package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.ops.DeskMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one reader: at most {@value #MAX} messages and {@value #MAX_BYTES} bytes. One who
 * reads too slowly loses them all, is told to resynchronize, and is cut off, so that it costs no
 * more memory than any other. Thread-safe.
 */
final class StreamClient {
    /** The most messages that wait for one reader. */
    static final int MAX = 512;

    /** The most bytes that wait for one reader; a single message may be larger. */
    static final int MAX_BYTES = 4_000_000;

    private final Principal reader;
    private final StreamFilter filter;
    private final DeskMetrics metrics;
    private final Deque<StreamMessage> waiting = new ArrayDeque<>();
    private StreamCursor cursor;
    private @Nullable StreamPosition written;
    private long bytes;
    private boolean ended;

    /**
     * @param got where the reader stands: nothing before is told
     */
    StreamClient(Principal reader, StreamFilter filter, StreamPosition got, DeskMetrics metrics) {
        this.reader = reader;
        this.filter = filter;
        this.cursor = cursor(got);
        this.metrics = metrics;
    }

    Principal reader() {
        return reader;
    }

    /** A cursor of this reader that stands elsewhere. */
    StreamCursor cursor(StreamPosition got) {
        return new StreamCursor(reader, filter, got);
    }

    /** Puts a message behind those that wait, if it is for this reader. Never waits. */
    synchronized void offer(StreamMessage message) {
        StreamMessage mine = ended ? null : cursor.take(message);
        if (mine == null) {
            return;
        }
        boolean full = waiting.size() >= MAX || bytes + mine.size() > MAX_BYTES;
        if (full && !waiting.isEmpty()) {
            replaceBy(StreamMessage.resync(cursor.got(), "slow"));
            end();
        } else {
            add(mine);
        }
    }

    /** Drops what waits, tells that something could not be told, and goes on from there. */
    synchronized void resync(StreamPosition now, String reason) {
        if (!ended) {
            cursor = cursor(now);
            replaceBy(StreamMessage.resync(now, reason));
        }
    }

    /** Nothing comes after what waits. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            add(StreamMessage.END);
        }
    }

    /** Everything before a position has been offered. */
    synchronized void passed(StreamPosition position) {
        cursor.passed(position);
    }

    /** The next message, or a heartbeat when none came in time. */
    synchronized StreamMessage next(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (waiting.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return heartbeat();
            }
            wait(left);
        }
        StreamMessage next = waiting.removeFirst();
        bytes -= next.size();
        StreamPosition position = next.position();
        written = position == null ? written : position;
        return next;
    }

    /** Who filters out most of it must not fall behind what can be replayed. */
    private StreamMessage heartbeat() {
        StreamPosition got = cursor.got();
        boolean moved = !got.equals(written);
        written = got;
        return StreamMessage.heartbeat(moved ? got : null);
    }

    private void replaceBy(StreamMessage resync) {
        metrics.resync();
        waiting.clear();
        bytes = 0;
        add(resync);
    }

    private void add(StreamMessage message) {
        waiting.addLast(message);
        bytes += message.size();
        notifyAll();
    }
}
