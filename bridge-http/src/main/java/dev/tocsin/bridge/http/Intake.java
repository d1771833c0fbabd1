package dev.tocsin.bridge.http;

import dev.tocsin.bridge.Door;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.RejectReason;
import dev.tocsin.bridge.decode.ContentDecoder;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The part of a door that all protocols share: finds out who sends, reads the body and undoes its
 * content encoding, and keeps the memory of both within the gateway's budget until the request is
 * answered. The rest is the {@link ProtocolHandler}'s. Thread-safe.
 */
final class Intake implements Handler {
    private static final String NO_ROOM =
            "Expected room for this body, but found the memory for events in flight taken";

    private final EventGateway gateway;
    private final Authentication authentication;
    private final BodyReader reader;
    private final ProtocolHandler protocol;
    private final RestOfBody rest;
    private final Refusals refusals;

    Intake(
            EventGateway gateway,
            Authentication authentication,
            ProtocolHandler protocol,
            RestOfBody rest,
            Refusals refusals) {
        this.refusals = refusals;
        this.rest = rest;
        this.gateway = gateway;
        this.authentication = authentication;
        this.reader = new BodyReader(gateway.budget(), gateway.config().maxBodyBytes());
        this.protocol = protocol;
    }

    @Override
    public void handle(Context ctx) throws IOException {
        if (!protocol.wantsToken(ctx)) {
            check(ctx, Sender.LOCAL);
            return;
        }
        switch (authentication.of(Credentials.of(ctx), protocol.protocol())) {
            case Authentication.Result.Refused(Problem problem) -> refuse(ctx, problem);
            case Authentication.Result.Known(Sender sender) -> check(ctx, sender);
        }
    }

    private void check(Context ctx, Sender sender) throws IOException {
        Problem problem = protocol.refusal(ctx);
        if (problem == null) {
            problem = encodingRefusal(ctx);
        }
        if (problem == null && !IdempotencyKey.isValid(IdempotencyKey.of(ctx))) {
            problem = Problem.badRequest(IdempotencyKey.EXPECTED);
        }
        if (problem == null) {
            read(ctx, sender);
        } else {
            refuse(ctx, problem);
        }
    }

    private void refuse(Context ctx, Problem problem) {
        refusals.count(protocol.protocol(), problem.status());
        rest.discard(ctx);
        protocol.refuse(ctx, problem);
    }

    private @Nullable Problem encodingRefusal(Context ctx) {
        String encoding = protocol.contentEncoding(ctx);
        return ContentDecoder.knows(encoding)
                ? null
                : Problem.unsupported(
                                "Expected a content encoding of "
                                        + ContentDecoder.SUPPORTED
                                        + ", but found "
                                        + encoding)
                        .with("Accept-Encoding", ContentDecoder.SUPPORTED);
    }

    private void read(Context ctx, Sender sender) throws IOException {
        long declared = ctx.req().getContentLengthLong();
        PacedInput in = rest.open(ctx);
        switch (reader.read(in, declared)) {
            case Body.TooLarge() -> {
                rest.discard(ctx, in);
                tooLarge(ctx, sender, Math.max(0, declared));
            }
            case Body.Overloaded() -> {
                rest.discard(ctx, in);
                overloaded(ctx, sender, Math.max(0, declared));
            }
            case Body.Read(byte[] bytes, int taken) -> {
                try {
                    decode(ctx, sender, bytes);
                } finally {
                    gateway.budget().give(taken);
                }
            }
        }
    }

    private void decode(Context ctx, Sender sender, byte[] body) {
        String encoding = protocol.contentEncoding(ctx);
        if (ContentDecoder.isIdentity(encoding)) {
            take(ctx, sender, body, null);
            return;
        }
        Body decoded;
        try (InputStream in = ContentDecoder.open(body, encoding)) {
            decoded = reader.read(in, -1);
        } catch (IOException e) {
            take(ctx, sender, body, ContentDecoder.corrupt(encoding, e));
            return;
        }
        takeDecoded(ctx, sender, body, decoded);
    }

    private void takeDecoded(Context ctx, Sender sender, byte[] body, Body decoded) {
        switch (decoded) {
            case Body.TooLarge() -> tooLarge(ctx, sender, body.length);
            case Body.Overloaded() -> overloaded(ctx, sender, body.length);
            case Body.Read(byte[] bytes, int taken) -> {
                try {
                    take(ctx, sender, bytes, null);
                } finally {
                    gateway.budget().give(taken);
                }
            }
        }
    }

    private void take(Context ctx, Sender sender, byte[] body, @Nullable String defect) {
        protocol.take(
                ctx,
                new Received(
                        sender,
                        protocol.protocol(),
                        ctx.contentType(),
                        body,
                        IdempotencyKey.of(ctx),
                        defect));
    }

    private void overloaded(Context ctx, Sender sender, long bytes) {
        gateway.refused(door(sender), RejectReason.OVERLOADED, bytes);
        protocol.refuse(ctx, Problem.overloaded(NO_ROOM, gateway.config().retryAfter()));
    }

    private void tooLarge(Context ctx, Sender sender, long bytes) {
        gateway.refused(door(sender), RejectReason.BODY_TOO_LARGE, bytes);
        int limit = gateway.config().maxBodyBytes();
        protocol.refuse(
                ctx,
                Problem.tooLarge(
                        "Expected a body of at most "
                                + limit
                                + " bytes after its content encoding is undone"
                                + " (TOCSIN_INGEST_MAX_BODY_BYTES), but found more",
                        limit));
    }

    private Door door(Sender sender) {
        return new Door(sender.source(), protocol.protocol());
    }
}
