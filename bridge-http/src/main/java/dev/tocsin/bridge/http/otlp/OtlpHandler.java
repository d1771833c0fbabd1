package dev.tocsin.bridge.http.otlp;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.Delivered;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.ProtocolHandler;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/logs}: log records of OpenTelemetry, in protobuf or JSON. The answer has the
 * request's media type. Records that are no event are reported as a partial success; a request that
 * cannot be decoded is 400, which tells its sender to drop it, and is kept as a dead letter.
 */
public final class OtlpHandler implements ProtocolHandler {
    private final Delivery delivery;
    private final int maxEventBytes;

    public OtlpHandler(EventGateway gateway) {
        this.delivery = new Delivery(gateway);
        this.maxEventBytes = gateway.config().maxEventBytes();
    }

    @Override
    public String protocol() {
        return "otlp";
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return OtlpForm.of(ctx.contentType()) == null
                ? Problem.unsupported(
                        "Expected application/x-protobuf or application/json, but found "
                                + ctx.contentType())
                : null;
    }

    @Override
    public void take(Context ctx, Received received) {
        OtlpForm form = form(received.contentType());
        Delivered delivered =
                delivery.deliver(received, (body, items) -> form.cut(body, maxEventBytes, items));
        switch (delivered) {
            case Delivered.Done done -> {
                ctx.contentType(form.mediaType());
                ctx.result(form.response(done.accepted().rejected(), done.firstReason()));
            }
            case Delivered.Refused(Problem problem) -> refuse(ctx, problem);
        }
    }

    /** A {@code google.rpc.Status}, in the form of the request. */
    @Override
    public void refuse(Context ctx, Problem problem) {
        OtlpForm form = form(ctx.contentType());
        ctx.status(problem.status());
        problem.headers().forEach(ctx::header);
        ctx.contentType(form.mediaType());
        ctx.result(form.status(code(problem.status()), problem.detail()));
    }

    private static OtlpForm form(@Nullable String contentType) {
        OtlpForm form = OtlpForm.of(contentType);
        return form == null ? OtlpForm.JSON : form;
    }

    /** The code of gRPC that means the same as a status of HTTP. */
    private static int code(int status) {
        return switch (status) {
            case 400, 413, 415 -> 3; // INVALID_ARGUMENT
            case 401 -> 16; // UNAUTHENTICATED
            case 403 -> 7; // PERMISSION_DENIED
            case 404 -> 5; // NOT_FOUND
            case 405 -> 12; // UNIMPLEMENTED
            case 429 -> 8; // RESOURCE_EXHAUSTED
            case 503 -> 14; // UNAVAILABLE
            default -> 13; // INTERNAL
        };
    }
}
