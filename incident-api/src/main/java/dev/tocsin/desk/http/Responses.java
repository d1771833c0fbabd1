package dev.tocsin.desk.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How answers are written. */
public final class Responses {
    private static final String JSON = "application/json";

    private Responses() {}

    /** A JSON document. */
    public static void json(Context ctx, int status, JsonNode document) {
        ctx.status(status).contentType(JSON).result(Json.bytes(document));
    }

    /** A resource with its ETag. */
    public static void resource(Context ctx, int status, JsonNode document, long version) {
        ctx.header("ETag", Preconditions.etag(version));
        json(ctx, status, document);
    }

    /** One page of a list. */
    public static void page(
            Context ctx, Collection<? extends JsonNode> items, @Nullable String next) {
        ObjectNode page = Json.object();
        ArrayNode list = page.putArray("items");
        items.forEach(list::add);
        page.put("next", next);
        json(ctx, 200, page);
    }

    /** A problem document, once its caller has sent all of the body. */
    public static void problem(Context ctx, Problem problem) {
        UnreadBody.discard(ctx);
        problem.headers().forEach(ctx::header);
        ctx.status(problem.status())
                .contentType(Problem.MEDIA_TYPE)
                .result(Json.bytes(problem.toJson()));
    }
}
