package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * What one protocol makes of requests: which it takes, what their bodies hold, and how its answers
 * and refusals read. Everything before that, from the token to the content encoding, is {@link
 * Intake}'s. Thread-safe.
 */
public interface ProtocolHandler {
    /** The name of the protocol in record headers and metrics. */
    String protocol();

    /**
     * Whether a request must say who sends it; not where it only asks whether the door is there.
     */
    default boolean wantsToken(Context ctx) {
        return true;
    }

    /** Why a request is refused before its body is read, or null when it is not. */
    @Nullable Problem refusal(Context ctx);

    /** The content encoding that is to be undone before {@link #take}. */
    default @Nullable String contentEncoding(Context ctx) {
        return ctx.header("Content-Encoding");
    }

    /** Does what the request asks for, and answers it. */
    void take(Context ctx, Received received);

    /** Answers a refusal, in the protocol's own words where it has such. */
    default void refuse(Context ctx, Problem problem) {
        Answers.send(ctx, problem);
    }
}
