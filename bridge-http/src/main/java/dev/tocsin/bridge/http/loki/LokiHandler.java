package dev.tocsin.bridge.http.loki;

import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.http.Delivered;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.ProtocolHandler;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /loki/api/v1/push}, and {@code /api/prom/push} as it was before Loki 1.0: streams of
 * lines as Promtail, Alloy, Fluent Bit and Vector push them. The answer is 204; a refusal is a line
 * of text, as Loki's are. When no entry at all can be read the answer is 400, which tells the
 * sender to drop the push; entries that cannot be read are kept as dead letters either way.
 */
public final class LokiHandler implements ProtocolHandler {
    private static final Set<String> PROTOBUF = Set.of("", "application/x-protobuf");
    private static final String JSON = "application/json";

    private final Delivery delivery;
    private final int maxEventBytes;

    public LokiHandler(EventGateway gateway) {
        this.delivery = new Delivery(gateway);
        this.maxEventBytes = gateway.config().maxEventBytes();
    }

    @Override
    public String protocol() {
        return "loki";
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        String type = MediaTypes.type(ctx.contentType());
        return PROTOBUF.contains(type) || type.equals(JSON)
                ? null
                : Problem.unsupported(
                        "Expected application/x-protobuf or application/json, but found " + type);
    }

    /** A block of snappy is what the protobuf form is made of, and undone with it. */
    @Override
    public @Nullable String contentEncoding(Context ctx) {
        String encoding = ctx.header("Content-Encoding");
        return encoding != null && encoding.strip().equalsIgnoreCase("snappy") ? null : encoding;
    }

    @Override
    public void take(Context ctx, Received received) {
        String tenant = ctx.header("X-Scope-OrgID");
        boolean json = MediaTypes.type(received.contentType()).equals(JSON);
        Delivered delivered =
                delivery.deliver(
                        received,
                        (body, items) -> {
                            LokiItems entries = new LokiItems(items, maxEventBytes, tenant);
                            return json ? LokiJson.cut(body, entries) : block(body, items, entries);
                        });
        switch (delivered.refusedWithoutEvents()) {
            case Delivered.Done _ -> ctx.status(204);
            case Delivered.Refused(Problem problem) -> refuse(ctx, problem);
        }
    }

    /** Undoes a block of snappy, and cuts what is in it. */
    static @Nullable String block(byte[] body, Items items, LokiItems entries) {
        try {
            byte[] plain = SnappyBlock.undo(body, items);
            return plain == null ? null : LokiProtobuf.cut(plain, entries);
        } catch (IOException e) {
            return "Expected a PushRequest in a snappy block, but found: " + e.getMessage();
        }
    }

    @Override
    public void refuse(Context ctx, Problem problem) {
        ctx.status(problem.status());
        problem.headers().forEach(ctx::header);
        ctx.contentType("text/plain; charset=utf-8");
        ctx.result(problem.detail() + "\n");
    }
}
