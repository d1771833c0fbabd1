package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes answers as Elasticsearch does: official clients take no others for one. */
final class ElasticAnswers {
    private static final Pattern VERSIONED =
            Pattern.compile("application/vnd\\.elasticsearch\\+.*compatible-with\\s*=\\s*([0-9]+)");

    private ElasticAnswers() {}

    /** What was asked for, or what of it {@code filter_path} leaves. */
    static void send(Context ctx, ObjectNode body) {
        FilterPath filter = FilterPath.of(ctx.queryParam("filter_path"));
        write(ctx, filter == null ? body : filter.of(body));
    }

    private static void write(Context ctx, ObjectNode body) {
        product(ctx);
        ctx.contentType(mediaType(ctx));
        ctx.result(Json.bytes(body));
    }

    static void text(Context ctx, String text) {
        product(ctx);
        ctx.contentType("text/plain; charset=UTF-8");
        ctx.result(text);
    }

    /** A refusal: {@code {"error":{"type":…,"reason":…},"status":…}}. */
    static void refuse(Context ctx, Problem problem) {
        ObjectNode body = refusal(problem.status(), type(problem.status()), problem.detail());
        problem.members().forEach(body.withObject("/error")::put);
        ctx.status(problem.status());
        problem.headers().forEach(ctx::header);
        write(ctx, body);
    }

    /** The refusal of a document, with its own type of error. */
    static void refuse(Context ctx, int status, String type, String reason) {
        ctx.status(status);
        write(ctx, refusal(status, type, reason));
    }

    private static ObjectNode refusal(int status, String type, String reason) {
        ObjectNode body = Json.object();
        ObjectNode error = error(type, reason);
        ObjectNode details = body.putObject("error");
        details.putArray("root_cause").add(error);
        details.setAll(error);
        return body.put("status", status);
    }

    static ObjectNode error(String type, String reason) {
        return Json.object().put("type", type).put("reason", reason);
    }

    private static void product(Context ctx) {
        ctx.header("X-Elastic-Product", "Elasticsearch");
    }

    /** Clients that ask for the media type of a version want it back. */
    private static String mediaType(Context ctx) {
        String accept = ctx.header("Accept");
        Matcher versioned = VERSIONED.matcher(accept == null ? "" : accept);
        return versioned.find()
                ? "application/vnd.elasticsearch+json;compatible-with=" + versioned.group(1)
                : "application/json";
    }

    private static String type(int status) {
        return switch (status) {
            case 401, 403 -> "security_exception";
            case 404 -> "resource_not_found_exception";
            case 429 -> "es_rejected_execution_exception";
            case 503 -> "unavailable_shards_exception";
            default -> "illegal_argument_exception";
        };
    }
}
