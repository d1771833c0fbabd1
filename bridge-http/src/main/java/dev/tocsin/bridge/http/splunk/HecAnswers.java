package dev.tocsin.bridge.http.splunk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.http.Answers;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes answers of the HTTP Event Collector: {@code {"text":"Success","code":0}}. They have no
 * members but Splunk's: some clients take no others.
 */
final class HecAnswers {
    private static final Pattern CREDENTIALS =
            Pattern.compile("(splunk|bearer|basic|apikey) +\\S.*", Pattern.CASE_INSENSITIVE);

    private HecAnswers() {}

    static void send(Context ctx, HecCode code) {
        send(ctx, code, body(code));
    }

    /**
     * Everything is in Kafka.
     *
     * @param ackId the number by which the sender may ask for it; null for none
     */
    static void success(Context ctx, @Nullable Long ackId) {
        ObjectNode body = body(HecCode.SUCCESS);
        if (ackId != null) {
            body.put("ackId", ackId);
        }
        send(ctx, HecCode.SUCCESS, body);
    }

    /**
     * An event is none.
     *
     * @param number its number in the request, from 0
     */
    static void invalid(Context ctx, HecCode code, int number) {
        send(ctx, code, body(code).put("invalid-event-number", number));
    }

    /** A refusal; one that Splunk has no number for has its HTTP status there, as Splunk's do. */
    static void refuse(Context ctx, Problem problem) {
        problem.headers().forEach(ctx::header);
        switch (problem.status()) {
            // The body as a whole could not be read.
            case 400 -> invalid(ctx, HecCode.INVALID_DATA_FORMAT, 0);
            case 401 -> send(ctx, unauthorized(ctx.header("Authorization")));
            case 403 -> send(ctx, HecCode.INVALID_TOKEN);
            case 500 -> send(ctx, HecCode.INTERNAL);
            case 429, 503 -> send(ctx, HecCode.BUSY);
            case 413 ->
                    send(
                            ctx,
                            HecCode.TOO_LARGE,
                            Json.object()
                                    .put("text", problem.detail())
                                    .put("code", HecCode.TOO_LARGE.code()));
            default -> {
                ctx.status(problem.status());
                Answers.json(
                        ctx,
                        Json.object().put("text", problem.detail()).put("code", problem.status()));
            }
        }
    }

    private static HecCode unauthorized(@Nullable String authorization) {
        if (authorization == null) {
            return HecCode.TOKEN_REQUIRED;
        }
        return CREDENTIALS.matcher(authorization).matches()
                ? HecCode.INVALID_TOKEN
                : HecCode.INVALID_AUTHORIZATION;
    }

    private static void send(Context ctx, HecCode code, ObjectNode body) {
        ctx.status(code.status());
        Answers.json(ctx, body);
    }

    private static ObjectNode body(HecCode code) {
        return Json.object().put("text", code.text()).put("code", code.code());
    }
}
