package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Principal;
import org.jspecify.annotations.Nullable;

/**
 * What one reader has got so far, and what it gets of the next message. A reader may have come
 * further than this replica, when another one served it before: what it has is left out until this
 * replica has caught up, and ids do not go back. Not thread-safe.
 */
final class StreamCursor {
    private final Principal reader;
    private final StreamFilter filter;
    private StreamPosition got;

    /**
     * @param got nothing before is told
     */
    StreamCursor(Principal reader, StreamFilter filter, StreamPosition got) {
        this.reader = reader;
        this.filter = filter;
        this.got = got;
    }

    /** Where the reader stands. */
    StreamPosition got() {
        return got;
    }

    /** Moves on without a message: nothing before is told any more. */
    void passed(StreamPosition position) {
        got = got.with(position);
    }

    /** The message for this reader; null when it has it, may not see it, or does not want it. */
    @Nullable StreamMessage take(StreamMessage message) {
        StreamMessage.Origin origin = message.origin();
        StreamPosition position = message.position();
        if (origin != null && got.has(origin.partition(), origin.offset())) {
            return null;
        }
        if (position != null) {
            got = got.with(position);
        }
        StreamMessage mine = message.to(reader);
        if (mine == null || !filter.wants(mine.told())) {
            return null;
        }
        return position == null || got.equals(position) ? mine : mine.at(got);
    }
}
