package dev.tocsin.bridge.http.cloudevents;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.Answers;
import dev.tocsin.bridge.http.Delivered;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.JsonItems;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.ProtocolHandler;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /cloudevents}: CloudEvents in the binary, the structured and the batched mode. The
 * answer is 202; source and id together are the event's id, so that what is sent twice is there
 * once. An event without what the specification requires is kept as a dead letter, and the answer
 * is 400 when there is no other. {@code OPTIONS} asks whether it agrees to be sent to (HTTP 1.1 Web
 * Hooks for Event Delivery, section 4).
 */
public final class CloudEventsHandler implements ProtocolHandler {
    private final Delivery delivery;
    private final int maxEventBytes;

    public CloudEventsHandler(EventGateway gateway) {
        this.delivery = new Delivery(gateway);
        this.maxEventBytes = gateway.config().maxEventBytes();
    }

    @Override
    public String protocol() {
        return "cloudevents";
    }

    /** The handshake of web hooks; it is none of authentication, and comes without a token. */
    private static boolean isHandshake(Context ctx) {
        return ctx.method().equals(HandlerType.OPTIONS);
    }

    @Override
    public boolean wantsToken(Context ctx) {
        return !isHandshake(ctx);
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return !isHandshake(ctx) && ContentMode.of(ctx.contentType()) == null
                ? Problem.unsupported(
                        "Expected application/cloudevents+json,"
                                + " application/cloudevents-batch+json, or data with ce- headers,"
                                + " but found "
                                + ctx.contentType())
                : null;
    }

    @Override
    public void take(Context ctx, Received received) {
        if (isHandshake(ctx)) {
            agree(ctx);
        } else {
            deliver(ctx, received);
        }
    }

    /** There is no limit of requests a minute: who sends too fast is answered 429. */
    private static void agree(Context ctx) {
        ctx.header("Allow", "POST, OPTIONS");
        String origin = ctx.header("WebHook-Request-Origin");
        if (origin != null) {
            ctx.header("WebHook-Allowed-Origin", origin);
            ctx.header("WebHook-Allowed-Rate", "*");
        }
    }

    private void deliver(Context ctx, Received received) {
        Delivered delivered = delivery.deliver(received, (body, items) -> cut(ctx, body, items));
        switch (delivered.refusedWithoutEvents()) {
            case Delivered.Done done -> {
                ctx.status(202);
                Answers.send(ctx, done.accepted());
            }
            case Delivered.Refused(Problem problem) -> refuse(ctx, problem);
        }
    }

    private @Nullable String cut(Context ctx, byte[] body, Items items) {
        if (ContentMode.of(ctx.contentType()) == ContentMode.BINARY) {
            return binary(ctx, body, items);
        }
        JsonItems.cut(body, items, item -> CloudEvent.item(item, maxEventBytes));
        return null;
    }

    private @Nullable String binary(Context ctx, byte[] body, Items items) {
        if (body.length > maxEventBytes) {
            return "Expected data of at most " + maxEventBytes + " bytes";
        }
        items.add(BinaryMode.item(body, ctx.contentType(), BinaryMode.attributes(ctx.headerMap())));
        return null;
    }
}
