package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Authenticator;
import dev.tocsin.desk.auth.Gate;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.http.Access;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.ops.DeskMetrics;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The live stream as server-sent events. */
public final class StreamHandler {
    private static final String MEDIA_TYPE = "text/event-stream;charset=utf-8";

    private final StreamHub hub;
    private final StreamReplay replay;
    private final Authenticator authenticator;
    private final Supplier<CustomFields> custom;
    private final DeskMetrics metrics;
    private final InstantSource clock;

    StreamHandler(
            StreamHub hub,
            StreamReplay replay,
            Authenticator authenticator,
            Supplier<CustomFields> custom,
            DeskMetrics metrics,
            InstantSource clock) {
        this.custom = custom;
        this.hub = hub;
        this.replay = replay;
        this.authenticator = authenticator;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(Route.get("/api/v1/stream", Access.VIEWER, this::stream));
    }

    private void stream(Context ctx) throws InterruptedException {
        QueryParams params = new QueryParams(ctx, StreamFilter.PARAMETERS);
        StreamFilter filter = StreamFilter.of(params, custom, clock.instant());
        params.check();
        if (ctx.method().equals(HandlerType.HEAD)) {
            ctx.contentType(MEDIA_TYPE);
            return;
        }
        String last = last(ctx);
        StreamHub.Subscription subscription = subscribe(Gate.principal(ctx), filter, last);
        try {
            ctx.res().setContentType(MEDIA_TYPE);
            ctx.res().setHeader("X-Accel-Buffering", "no");
            new StreamSession(
                            hub,
                            replay,
                            authenticator,
                            metrics,
                            subscription,
                            ctx.res().getOutputStream())
                    .run(last);
        } catch (IOException _) {
            // The reader is gone.
        } finally {
            hub.unsubscribe(subscription.client());
        }
    }

    private StreamHub.Subscription subscribe(
            Principal reader, StreamFilter filter, @Nullable String last) {
        return switch (hub.subscribe(reader, filter, last)) {
            case StreamHub.Subscription subscription -> subscription;
            case StreamHub.Full _ ->
                    throw ProblemException.unavailable(
                            "Expected a free place on a live stream, but found none. Try again in a moment");
            case StreamHub.Enough _ ->
                    throw ProblemException.tooMany(
                            "Expected at most "
                                    + StreamHub.MAX_PER_PRINCIPAL
                                    + " live streams of "
                                    + reader.name()
                                    + ", but there are as many already",
                            StreamSession.HEARTBEAT.toSeconds());
        };
    }

    private static @Nullable String last(Context ctx) {
        String last = ctx.header("Last-Event-ID");
        return last == null || last.isEmpty() ? null : last;
    }
}
