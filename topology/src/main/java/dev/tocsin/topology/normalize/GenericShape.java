package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any JSON object: everything under {@code custom.*}, and the few names that mean the same
 * everywhere (a time, a message, a host) in ECS too. Only {@code message}, which has the same name
 * there and is most of such an event, does not stand in both.
 */
final class GenericShape implements Shape {
    private static final List<String> TIMES =
            List.of(
                    "@timestamp",
                    "timestamp",
                    "time",
                    "ts",
                    "date",
                    "datetime",
                    "eventTime",
                    "published",
                    "requestReceivedTimestamp",
                    "CreationTime",
                    "updatedAt");
    private static final String MESSAGE = "message";
    private static final List<String> MESSAGES = List.of(MESSAGE, "msg", "summary", "log");
    private static final List<String> HOSTS = List.of("host", "hostname");

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return true;
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        draft.time(first(sent, TIMES));
        draft.put("message", textOf(first(sent, MESSAGES)));
        draft.put("host.name", textOf(first(sent, HOSTS)));
        draft.put(LogSource.FIELD, Json.at(sent, LogSource.FIELD));
        draft.put("custom", withoutMessage(sent));
        Lines.read(draft);
    }

    private static @Nullable ObjectNode withoutMessage(ObjectNode sent) {
        JsonNode message = sent.get(MESSAGE);
        if (message == null || !message.isTextual()) {
            return sent;
        }
        ObjectNode rest = Json.object();
        sent.forEachEntry(
                (name, value) -> {
                    if (!name.equals(MESSAGE)) {
                        rest.set(name, value);
                    }
                });
        return rest.isEmpty() ? null : rest;
    }

    private static @Nullable JsonNode first(ObjectNode sent, List<String> names) {
        for (String name : names) {
            JsonNode value = sent.get(name);
            if (value != null && value.isValueNode() && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable String textOf(@Nullable JsonNode value) {
        return value != null && value.isTextual() ? value.textValue() : null;
    }
}
