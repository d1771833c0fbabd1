package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Authenticator;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The live stream as server-sent events. Each reader has a virtual thread that waits for its
 * messages and writes them; a reader who comes back with Last-Event-ID first gets what it missed.
 */
public final class StreamHandler {
    /** How often a reader hears something even when nothing happens. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final String MEDIA_TYPE = "text/event-stream;charset=utf-8";
    private static final int MAX_CLIENTS = 1_000;

    private final StreamHub hub;
    private final StreamReplay replay;
    private final Authenticator authenticator;
    private final DeskMetrics metrics;

    StreamHandler(
            StreamHub hub, StreamReplay replay, Authenticator authenticator, DeskMetrics metrics) {
        this.hub = hub;
        this.replay = replay;
        this.authenticator = authenticator;
        this.metrics = metrics;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/stream", Access.VIEWER, this::stream));
    }

    private void stream(Context ctx) throws InterruptedException {
        if (ctx.method().equals(HandlerType.HEAD)) {
            ctx.contentType(MEDIA_TYPE);
            return;
        }
        StreamHub.Subscription subscription =
                hub.size() < MAX_CLIENTS ? hub.subscribe(Gate.principal(ctx)) : null;
        if (subscription == null) {
            throw ProblemException.unavailable(
                    "Expected a free place on a live stream, but found none. Try again in a moment");
        }
        try {
            serve(ctx, subscription);
        } catch (IOException _) {
            // The reader is gone.
        } finally {
            hub.unsubscribe(subscription.client());
        }
    }

    private void serve(Context ctx, StreamHub.Subscription subscription)
            throws IOException, InterruptedException {
        ctx.res().setContentType(MEDIA_TYPE);
        ctx.res().setHeader("X-Accel-Buffering", "no");
        OutputStream out = ctx.res().getOutputStream();
        catchUp(ctx, subscription, out);
        Principal principal = Gate.principal(ctx);
        boolean open = true;
        while (open) {
            StreamMessage message = subscription.client().next(HEARTBEAT);
            if (message == null) {
                open = authenticator.isStillValid(principal);
                message = StreamMessage.HEARTBEAT;
            } else {
                open = !message.last();
            }
            write(out, message);
        }
    }

    private void catchUp(Context ctx, StreamHub.Subscription subscription, OutputStream out)
            throws IOException, InterruptedException {
        StreamPosition live = subscription.from();
        String last = ctx.header("Last-Event-ID");
        boolean fresh = last == null || last.isEmpty();
        write(out, hello(Gate.principal(ctx), fresh ? live.text() : null));
        if (fresh) {
            return;
        }
        StreamPosition from = live.parse(last);
        if (from == null || !replay.run(from, live, message -> replay(ctx, out, message))) {
            metrics.resync();
            write(out, StreamMessage.resync(live.text(), "gap"));
        }
    }

    private void replay(Context ctx, OutputStream out, StreamMessage message) throws IOException {
        StreamMessage mine = message.to(Gate.principal(ctx));
        if (mine != null) {
            write(out, mine);
        }
    }

    private static StreamMessage hello(Principal principal, @Nullable String id) {
        return StreamMessage.of(
                id,
                "hello",
                Json.object()
                        .put("name", principal.name())
                        .put("role", Texts.name(principal.role()))
                        .put("heartbeat_seconds", HEARTBEAT.toSeconds()));
    }

    private void write(OutputStream out, StreamMessage message) throws IOException {
        out.write(message.bytes());
        out.flush();
        metrics.streamed();
    }
}
