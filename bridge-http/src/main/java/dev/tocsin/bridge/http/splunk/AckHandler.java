package dev.tocsin.bridge.http.splunk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.http.Answers;
import dev.tocsin.bridge.http.Received;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code POST /services/collector/ack}: {@code {"acks":[0,1]}} → {@code {"acks":{"0":true,…}}}. */
final class AckHandler implements HecHandler {
    /** The most ids of one question. */
    static final int MAX_IDS = 10_000;

    private final @Nullable Acks acks;

    /**
     * @param acks null when there are none
     */
    AckHandler(@Nullable Acks acks) {
        this.acks = acks;
    }

    @Override
    public void take(Context ctx, Received received) {
        if (acks == null) {
            HecAnswers.send(ctx, HecCode.ACK_DISABLED);
            return;
        }
        switch (Channel.of(ctx)) {
            case Channel.None() -> HecAnswers.send(ctx, HecCode.CHANNEL_MISSING);
            case Channel.Invalid() -> HecAnswers.send(ctx, HecCode.INVALID_CHANNEL);
            case Channel.Named(String id) -> answer(ctx, received, acks, id);
        }
    }

    private static void answer(Context ctx, Received received, Acks acks, String channel) {
        JsonNode ids = ids(received.body());
        if (ids == null || ids.size() > MAX_IDS) {
            HecAnswers.send(ctx, HecCode.INVALID_DATA_FORMAT);
            return;
        }
        ObjectNode answers = Json.object();
        String source = received.sender().source();
        for (JsonNode id : ids) {
            if (!id.canConvertToLong() || !id.isIntegralNumber()) {
                HecAnswers.send(ctx, HecCode.INVALID_DATA_FORMAT);
                return;
            }
            answers.put(id.asText(), acks.isAcknowledged(source, channel, id.longValue()));
        }
        ObjectNode body = Json.object();
        body.set("acks", answers);
        Answers.json(ctx, body);
    }

    private static @Nullable JsonNode ids(byte[] body) {
        try {
            JsonNode ids = Json.parse(body).path("acks");
            return ids.isArray() ? ids : null;
        } catch (IOException e) {
            return null;
        }
    }
}
