package dev.tocsin.bridge.http.gelf;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.Answers;
import dev.tocsin.bridge.http.Delivered;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.JsonItems;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.ProtocolHandler;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /gelf}: messages of GELF 1.1, one or one a line, each kept byte for byte. The answer
 * is 202 when the body was dealt with for good, also when messages of it are malformed.
 */
public final class GelfHandler implements ProtocolHandler {
    private final Delivery delivery;
    private final int maxBodyBytes;

    public GelfHandler(EventGateway gateway) {
        this.delivery = new Delivery(gateway);
        this.maxBodyBytes = gateway.config().maxBodyBytes();
    }

    @Override
    public String protocol() {
        return "gelf";
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return MediaTypes.refusal(ctx);
    }

    @Override
    public void take(Context ctx, Received received) {
        switch (delivery.deliver(received, (body, items) -> cut(body, maxBodyBytes, items))) {
            case Delivered.Done done -> {
                ctx.status(202);
                Answers.send(ctx, done.accepted());
            }
            case Delivered.Refused(Problem problem) -> refuse(ctx, problem);
        }
    }

    /** Undoes what compresses the body, and cuts it. */
    static @Nullable String cut(byte[] body, int maxBodyBytes, Items items) {
        return switch (GelfCompression.undo(body, maxBodyBytes, items)) {
            case GelfCompression.Undone.Plain(byte[] bytes) -> {
                JsonItems.cut(bytes, items, item -> item.withPipeline("gelf"));
                yield null;
            }
            case GelfCompression.Undone.Corrupt(String reason) -> reason;
            case GelfCompression.Undone.Refused() -> null;
        };
    }
}
