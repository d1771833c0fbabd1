package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.http.Received;
import io.javalin.http.Context;

/** Answers one {@link Question}. */
final class QuestionHandler implements ElasticHandler {
    private final Question question;

    QuestionHandler(Question question) {
        this.question = question;
    }

    @Override
    public void take(Context ctx, Received received) {
        question.answer(ctx);
    }
}
