package dev.tocsin.bridge.http.splunk;

import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.ProtocolHandler;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** A part of the protocol of the HTTP Event Collector. */
sealed interface HecHandler extends ProtocolHandler
        permits AckHandler, CollectorHandler, HealthHandler {
    @Override
    default String protocol() {
        return "splunk";
    }

    @Override
    default @Nullable Problem refusal(Context ctx) {
        return null;
    }

    @Override
    default void refuse(Context ctx, Problem problem) {
        HecAnswers.refuse(ctx, problem);
    }
}
