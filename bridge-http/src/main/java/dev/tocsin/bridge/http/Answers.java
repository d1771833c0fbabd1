package dev.tocsin.bridge.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.Accepted;
import dev.tocsin.bridge.Outcome;
import dev.tocsin.bridge.Rejected;
import dev.tocsin.json.Json;
import io.javalin.http.Context;

/** Writes what became of a request as its response. */
public final class Answers {
    private Answers() {}

    /** Answers with what the gateway made of it. */
    public static void send(Context ctx, Outcome outcome) {
        switch (outcome) {
            case Accepted accepted -> json(ctx, accepted(accepted));
            case Rejected rejected -> send(ctx, Problem.of(rejected));
        }
    }

    /** Answers with a problem document. */
    public static void send(Context ctx, Problem problem) {
        ctx.status(problem.status());
        problem.headers().forEach(ctx::header);
        ctx.contentType(Problem.MEDIA_TYPE);
        ctx.result(Json.bytes(problem.toJson()));
    }

    /** Answers with a JSON document. */
    public static void json(Context ctx, ObjectNode body) {
        ctx.contentType("application/json");
        ctx.result(Json.bytes(body));
    }

    /** {@code {"accepted":n,"rejected":m}}, and for m > 0 what is wrong and where it is kept. */
    private static ObjectNode accepted(Accepted accepted) {
        ObjectNode json = Json.object();
        json.put("accepted", accepted.events()).put("rejected", accepted.rejected());
        if (accepted.rejected() > 0) {
            json.put("dead_letters", accepted.deadLetters());
            ArrayNode errors = json.putArray("errors");
            for (Accepted.ItemProblem problem : accepted.problems()) {
                errors.addObject().put("index", problem.index()).put("reason", problem.reason());
            }
        }
        return json;
    }
}
