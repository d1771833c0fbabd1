package dev.tocsin.bridge.http;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.Submission;
import io.javalin.http.Context;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST|PUT /events}, {@code /nxlog}, {@code /cef}, {@code /custom/{app}}: JSON events as one
 * object, an array or NDJSON. The answer is 200 when the body was dealt with for good, also when
 * items of it are malformed: senders repeat a refused request for ever, and what waits behind it
 * would never come.
 */
final class EventsHandler implements ProtocolHandler {
    private static final String APP = "[A-Za-z0-9._-]{1,64}";

    private final EventGateway gateway;
    private final Function<Context, @Nullable String> pipeline;

    /**
     * @param pipeline the pipeline hint of a request
     */
    EventsHandler(EventGateway gateway, Function<Context, @Nullable String> pipeline) {
        this.gateway = gateway;
        this.pipeline = pipeline;
    }

    @Override
    public String protocol() {
        return "http";
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        String app = ctx.pathParamMap().get("app");
        if (app != null && !app.matches(APP)) {
            return Problem.notFound(
                    "Expected /custom/<app> with 1 to 64 letters, digits, '.', '_', '-', but found"
                            + " another name");
        }
        return MediaTypes.refusal(ctx);
    }

    @Override
    public void take(Context ctx, Received received) {
        Submission submission =
                new Submission(
                        received.body(),
                        received.sender().source(),
                        protocol(),
                        received.contentType(),
                        received.idempotencyKey(),
                        null,
                        received.sender().tokenId(),
                        received.sender().pipelineOr(pipeline.apply(ctx)),
                        Map.of(),
                        received.defect());
        Answers.send(ctx, gateway.accept(submission).join());
    }
}
