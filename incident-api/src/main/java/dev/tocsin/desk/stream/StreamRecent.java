package dev.tocsin.desk.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages, for readers who come back soon: after a hiccup all of them do at once, and
 * each would read the topics by itself. At most {@value #MAX} messages and {@value #MAX_BYTES}
 * bytes. Not thread-safe.
 */
final class StreamRecent {
    /** The most messages that are kept. */
    static final int MAX = 4_096;

    /** The most bytes that are kept. */
    static final int MAX_BYTES = 16_000_000;

    private final Deque<StreamMessage> messages = new ArrayDeque<>();
    private StreamPosition since;
    private long bytes;

    /**
     * @param since from where on messages come
     */
    StreamRecent(StreamPosition since) {
        this.since = since;
    }

    void add(List<StreamMessage> more) {
        for (StreamMessage message : more) {
            messages.addLast(message);
            bytes += message.size();
            while (messages.size() > MAX || bytes > MAX_BYTES) {
                forgetOldest();
            }
        }
    }

    private void forgetOldest() {
        StreamMessage oldest = messages.removeFirst();
        bytes -= oldest.size();
        StreamPosition position = oldest.position();
        since = position == null ? since : position;
    }

    /** What came after a position; null when that is not known any more. */
    @Nullable List<StreamMessage> after(StreamPosition position) {
        if (!position.covers(since)) {
            return null;
        }
        List<StreamMessage> after = new ArrayList<>();
        for (StreamMessage message : messages) {
            StreamMessage.Origin origin = message.origin();
            if (origin != null && !position.has(origin.partition(), origin.offset())) {
                after.add(message);
            }
        }
        return after;
    }
}
