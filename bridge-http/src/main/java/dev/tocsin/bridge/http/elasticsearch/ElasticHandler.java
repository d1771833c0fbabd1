package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.ProtocolHandler;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** A part of Elasticsearch's protocol. */
sealed interface ElasticHandler extends ProtocolHandler
        permits BulkHandler, DocumentHandler, QuestionHandler, SetupHandler {
    @Override
    default String protocol() {
        return "elasticsearch";
    }

    @Override
    default @Nullable Problem refusal(Context ctx) {
        return null;
    }

    @Override
    default void refuse(Context ctx, Problem problem) {
        ElasticAnswers.refuse(ctx, problem);
    }
}
