package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Authenticator;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reader being served, on a virtual thread of its own: first what it missed, then what comes,
 * until it leaves, is cut off, or may not read any more.
 */
final class StreamSession {
    /** How often a reader hears something even when nothing happens. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final StreamHub hub;
    private final StreamReplay replay;
    private final Authenticator authenticator;
    private final DeskMetrics metrics;
    private final StreamHub.Subscription subscription;
    private final StreamClient client;
    private final OutputStream out;
    private long checkedAt = System.nanoTime();

    StreamSession(
            StreamHub hub,
            StreamReplay replay,
            Authenticator authenticator,
            DeskMetrics metrics,
            StreamHub.Subscription subscription,
            OutputStream out) {
        this.hub = hub;
        this.replay = replay;
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.subscription = subscription;
        this.client = subscription.client();
        this.out = out;
    }

    /**
     * Serves until the end.
     *
     * @param last the Last-Event-ID; null for none
     * @throws IOException when the reader is gone
     */
    void run(@Nullable String last) throws IOException, InterruptedException {
        write(hello(last == null ? subscription.live() : null));
        if (last != null) {
            catchUp();
        }
        StreamMessage message;
        do {
            message = client.next(HEARTBEAT);
            write(message);
        } while (!message.last() && mayRead());
    }

    /** A revoked key ends its streams, also busy ones. */
    private boolean mayRead() {
        if (System.nanoTime() - checkedAt < HEARTBEAT.toNanos()) {
            return true;
        }
        checkedAt = System.nanoTime();
        return authenticator.isStillValid(client.reader());
    }

    private void catchUp() throws IOException, InterruptedException {
        StreamPosition from = subscription.from();
        if (from == null || !catchUp(from)) {
            hub.resync(client, "gap");
        }
    }

    private boolean catchUp(StreamPosition from) throws IOException, InterruptedException {
        StreamCursor cursor = client.cursor(from);
        List<StreamMessage> missed = subscription.missed();
        if (missed == null) {
            return replay.run(from, subscription.live(), message -> writeMine(cursor, message));
        }
        for (StreamMessage message : missed) {
            writeMine(cursor, message);
        }
        return true;
    }

    private void writeMine(StreamCursor cursor, StreamMessage message) throws IOException {
        StreamMessage mine = cursor.take(message);
        if (mine != null) {
            write(mine);
        }
    }

    private void write(StreamMessage message) throws IOException {
        message.writeTo(out);
        out.flush();
        metrics.streamed();
    }

    private StreamMessage hello(@Nullable StreamPosition position) {
        Principal reader = client.reader();
        return StreamMessage.hello(
                position,
                Json.object()
                        .put("name", reader.name())
                        .put("role", Texts.name(reader.role()))
                        .put("heartbeat_seconds", HEARTBEAT.toSeconds()));
    }
}
