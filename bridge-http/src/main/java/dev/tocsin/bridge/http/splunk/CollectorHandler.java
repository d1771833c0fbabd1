package dev.tocsin.bridge.http.splunk;

import dev.tocsin.bridge.Accepted;
import dev.tocsin.bridge.http.Delivered;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /services/collector}, {@code /event}, {@code /raw}. What is malformed is a dead
 * letter, and the answer names the number of the first; all the rest is stored, also what comes
 * behind it: senders do not send it again.
 */
final class CollectorHandler implements HecHandler {
    private final Delivery delivery;
    private final HecReader reader;
    private final @Nullable Acks acks;

    /**
     * @param acks null when there are none
     */
    CollectorHandler(Delivery delivery, HecReader reader, @Nullable Acks acks) {
        this.delivery = delivery;
        this.reader = reader;
        this.acks = acks;
    }

    /** The log driver of Docker asks by {@code OPTIONS} whether the door is there. */
    private static boolean isQuestion(Context ctx) {
        return ctx.method().equals(HandlerType.OPTIONS);
    }

    @Override
    public boolean wantsToken(Context ctx) {
        return !isQuestion(ctx);
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return reader.takesText() ? null : MediaTypes.refusal(ctx);
    }

    @Override
    public void take(Context ctx, Received received) {
        Channel channel = Channel.of(ctx);
        if (isQuestion(ctx)) {
            ctx.header("Allow", "POST, OPTIONS");
        } else if (channel instanceof Channel.Invalid) {
            HecAnswers.send(ctx, HecCode.INVALID_CHANNEL);
        } else if (isBlank(received.body())) {
            HecAnswers.send(ctx, HecCode.NO_DATA);
        } else {
            deliver(ctx, received, channel);
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte value : body) {
            if (value != ' ' && value != '\n' && value != '\r' && value != '\t') {
                return false;
            }
        }
        return true;
    }

    private void deliver(Context ctx, Received received, Channel channel) {
        Map<Integer, HecCode> codes = HecItems.codes();
        Delivered delivered =
                delivery.deliver(
                        received,
                        (body, items) -> {
                            reader.read(body, ctx, new HecItems(items, codes));
                            return null;
                        });
        switch (delivered) {
            case Delivered.Refused(Problem problem) -> refuse(ctx, problem);
            case Delivered.Done(Accepted accepted) when accepted.rejected() == 0 ->
                    HecAnswers.success(ctx, ackId(received, channel));
            case Delivered.Done(Accepted accepted) -> {
                int number = accepted.problems().getFirst().index();
                // An event that no record holds has no code.
                HecCode code = codes.getOrDefault(number, HecCode.INVALID_DATA_FORMAT);
                HecAnswers.invalid(ctx, code, number);
            }
        }
    }

    private @Nullable Long ackId(Received received, Channel channel) {
        return acks != null && channel instanceof Channel.Named(String id)
                ? acks.acknowledge(received.sender().source(), id)
                : null;
    }
}
