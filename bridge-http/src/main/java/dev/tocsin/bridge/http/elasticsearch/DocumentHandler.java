package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.http.MediaTypes;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.Received;
import dev.tocsin.bridge.split.OneObject;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /{index}/_doc}, {@code POST|PUT /{index}/_doc/{id}}, {@code POST|PUT
 * /{index}/_create/{id}}: one document becomes one event. The answers are those of Elasticsearch:
 * 201; 400 for what is no JSON object, which is kept as a dead letter; 409 for a {@code _create}
 * whose id is there already.
 */
final class DocumentHandler implements ElasticHandler {
    private static final int CREATED = 201;

    private final Documents documents;
    private final String operation;

    /**
     * @param operation {@code index} or {@code create}
     */
    DocumentHandler(Documents documents, String operation) {
        this.documents = documents;
        this.operation = operation;
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return MediaTypes.refusal(ctx);
    }

    @Override
    public void take(Context ctx, Received received) {
        documents.deliver(
                received,
                List.of(entry(ctx, received)),
                problem -> refuse(ctx, problem),
                answer -> answer(ctx, answer.only()));
    }

    private BulkEntry entry(Context ctx, Received received) {
        byte[] body = received.body();
        boolean create = "create".equals(ctx.queryParam("op_type"));
        BulkAction action =
                ActionLine.of(ctx, received.sender())
                        .named(create ? "create" : operation, ctx.pathParamMap().get("id"));
        String defect = received.defect() == null ? action.defect() : received.defect();
        return new BulkEntry(
                action, body, defect == null ? OneObject.defect(body, 0, body.length) : defect);
    }

    private static void answer(Context ctx, ObjectNode item) {
        int status = item.path("status").asInt();
        ctx.status(status);
        if (status == CREATED) {
            item.remove("status");
            ObjectNode shards = item.putObject("_shards");
            shards.put("total", 1).put("successful", 1).put("failed", 0);
            ElasticAnswers.send(ctx, item.put("_seq_no", 0).put("_primary_term", 1));
        } else {
            JsonNode error = item.path("error");
            ElasticAnswers.refuse(
                    ctx, status, error.path("type").asText(), error.path("reason").asText());
        }
    }
}
