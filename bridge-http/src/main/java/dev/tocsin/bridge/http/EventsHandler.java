package dev.tocsin.bridge.http;

import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.RejectReason;
import dev.tocsin.bridge.Submission;
import dev.tocsin.bridge.decode.ContentDecoder;
import dev.tocsin.bridge.decode.Decoded;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST|PUT /events}, {@code /nxlog}, {@code /cef}, {@code /custom/{app}}: JSON events as one
 * object, an array or NDJSON. The answer is 200 when the body was dealt with for good, also when
 * items of it are malformed: senders repeat a refused request for ever, and what waits behind it
 * would never come.
 */
final class EventsHandler implements Handler {
    static final String PROTOCOL = "http";

    private final EventGateway gateway;
    private final Authentication authentication;
    private final BodyReader reader;
    private final Function<Context, @Nullable String> pipeline;

    /**
     * @param pipeline the pipeline hint of a request
     */
    EventsHandler(
            EventGateway gateway,
            Authentication authentication,
            Function<Context, @Nullable String> pipeline) {
        this.gateway = gateway;
        this.authentication = authentication;
        this.reader = new BodyReader(gateway.budget(), gateway.config().maxBodyBytes());
        this.pipeline = pipeline;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        switch (authentication.of(Credentials.of(ctx), PROTOCOL)) {
            case Authentication.Result.Refused(Problem problem) -> Answers.send(ctx, problem);
            case Authentication.Result.Known(Sender sender) -> check(ctx, sender);
        }
    }

    private void check(Context ctx, Sender sender) throws IOException {
        String refusal = MediaTypes.refusal(ctx.contentType());
        String key = IdempotencyKey.of(ctx.header("Idempotency-Key"));
        if (refusal != null) {
            Answers.send(ctx, Problem.unsupported(refusal));
        } else if (!IdempotencyKey.isValid(key)) {
            Answers.send(ctx, Problem.badRequest(IdempotencyKey.EXPECTED));
        } else {
            read(ctx, sender, key);
        }
    }

    private void read(Context ctx, Sender sender, @Nullable String key) throws IOException {
        long declared = ctx.req().getContentLengthLong();
        Door door = new Door(sender.source(), PROTOCOL);
        switch (reader.read(ctx.req().getInputStream(), declared)) {
            case Body.TooLarge() -> tooLarge(ctx, door, Math.max(0, declared));
            case Body.Overloaded() -> {
                gateway.refused(door, RejectReason.OVERLOADED, Math.max(0, declared));
                Answers.send(
                        ctx,
                        Problem.overloaded(
                                "Expected room for this body, but found the memory for events in"
                                        + " flight taken",
                                gateway.config().retryAfter()));
            }
            case Body.Read(byte[] bytes, int taken) -> {
                try {
                    decode(ctx, sender, key, bytes);
                } finally {
                    gateway.budget().give(taken);
                }
            }
        }
    }

    private void decode(Context ctx, Sender sender, @Nullable String key, byte[] body) {
        String encoding = ctx.header("Content-Encoding");
        switch (ContentDecoder.decode(body, encoding, gateway.config().maxBodyBytes())) {
            case Decoded.Plain(byte[] bytes) -> accept(ctx, sender, key, bytes, null);
            case Decoded.Corrupt(String reason) -> accept(ctx, sender, key, body, reason);
            case Decoded.TooLarge(int _) ->
                    tooLarge(ctx, new Door(sender.source(), PROTOCOL), body.length);
            case Decoded.Unsupported(String found) ->
                    Answers.send(
                            ctx,
                            Problem.unsupported(
                                            "Expected a content encoding of "
                                                    + ContentDecoder.SUPPORTED
                                                    + ", but found "
                                                    + found)
                                    .with("Accept-Encoding", ContentDecoder.SUPPORTED));
        }
    }

    private void accept(
            Context ctx,
            Sender sender,
            @Nullable String key,
            byte[] bytes,
            @Nullable String defect) {
        Submission submission =
                new Submission(
                        bytes,
                        sender.source(),
                        PROTOCOL,
                        ctx.contentType(),
                        key,
                        sender.tokenId(),
                        sender.pipelineOr(pipeline.apply(ctx)),
                        Map.of(),
                        defect);
        Answers.send(ctx, gateway.accept(submission).join());
    }

    private void tooLarge(Context ctx, Door door, long bytes) {
        gateway.refused(door, RejectReason.BODY_TOO_LARGE, bytes);
        int limit = gateway.config().maxBodyBytes();
        Answers.send(
                ctx,
                Problem.tooLarge(
                        "Expected a body of at most "
                                + limit
                                + " bytes after its content encoding is undone"
                                + " (TOCSIN_INGEST_MAX_BODY_BYTES), but found more",
                        limit));
    }
}
