package dev.tocsin.rules.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.JsonPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of an event that its alerts show. */
final class EventContext {
    /** The longest text that is copied, in characters. */
    static final int MAX_LENGTH = 1_024;

    private static final List<String> FIELDS =
            List.of(
                    "source.ip",
                    "destination.ip",
                    "destination.port",
                    "user.name",
                    "user.id",
                    "user.effective.name",
                    "host.name",
                    "process.name",
                    "process.executable",
                    "process.command_line",
                    "event.action",
                    "event.outcome",
                    "event.provider",
                    "cloud.account.id",
                    "cloud.region",
                    "url.path",
                    "user_agent.original");

    private static final JsonPath[] PATHS =
            FIELDS.stream().map(JsonPath::of).toArray(JsonPath[]::new);

    private EventContext() {}

    /** Those of the fields that are there; of a list its first scalar. */
    static Map<String, String> of(JsonNode event) {
        Map<String, String> context = new LinkedHashMap<>();
        for (int i = 0; i < PATHS.length; i++) {
            JsonNode found = PATHS[i].at(event);
            if (found != null && found.isArray() && !found.isEmpty()) {
                found = found.get(0);
            }
            if (found != null && !found.isNull() && !found.isContainerNode()) {
                String text = found.asText();
                context.put(FIELDS.get(i), text.substring(0, Math.min(text.length(), MAX_LENGTH)));
            }
        }
        return context;
    }
}
