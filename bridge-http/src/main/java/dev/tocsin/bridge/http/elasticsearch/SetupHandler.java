package dev.tocsin.bridge.http.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.http.Answers;
import dev.tocsin.bridge.http.Problem;
import dev.tocsin.bridge.http.Received;
import dev.tocsin.json.Json;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows what senders look for, and takes note of what they put, without keeping it. */
final class SetupHandler implements ElasticHandler {
    private static final Pattern INDEX = Pattern.compile("[a-z0-9.<%][^A-Z/\\\\?\"| ,#]{0,254}");
    private static final Set<HandlerType> ASKING = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final Set<String> INDEX_MEMBERS = Set.of("settings", "mappings", "aliases");

    private final SetupKind kind;

    SetupHandler(SetupKind kind) {
        this.kind = kind;
    }

    @Override
    public @Nullable Problem refusal(Context ctx) {
        return kind != SetupKind.INDEX || INDEX.matcher(name(ctx)).matches()
                ? null
                : Problem.notFound("Expected the name of an index, but found " + ctx.path());
    }

    @Override
    public void take(Context ctx, Received received) {
        if (ASKING.contains(ctx.method())) {
            ElasticAnswers.send(ctx, kind.show(name(ctx)));
        } else if (kind == SetupKind.INDEX && !isIndex(received.body())) {
            // Not only that an index looks different: who mistypes the path of a door and is told
            // 2xx loses events.
            refuse(ctx, Problem.notFound("Expected a door for events, but found " + ctx.path()));
        } else {
            ElasticAnswers.send(ctx, acknowledged(ctx));
        }
    }

    private ObjectNode acknowledged(Context ctx) {
        ObjectNode json = Json.object().put("acknowledged", true);
        return kind == SetupKind.INDEX
                ? json.put("shards_acknowledged", true).put("index", name(ctx))
                : json;
    }

    @Override
    public void refuse(Context ctx, Problem problem) {
        if (kind == SetupKind.INDEX && (problem.status() == 404 || problem.status() == 405)) {
            // Any path of one step comes here, most often by mistake and from other senders.
            Answers.send(ctx, Problem.unknownPath(ctx.path()));
        } else {
            ElasticAnswers.refuse(ctx, problem);
        }
    }

    private static boolean isIndex(byte[] body) {
        if (body.length == 0) {
            return true;
        }
        try {
            JsonNode json = Json.parse(body);
            boolean index = json.isObject();
            for (var member : json.properties()) {
                index &= INDEX_MEMBERS.contains(member.getKey());
            }
            return index;
        } catch (IOException e) {
            return false;
        }
    }

    private static String name(Context ctx) {
        return ctx.pathParam(SetupKind.NAME);
    }
}
