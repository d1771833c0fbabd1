package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A Windows event as tools that dump event logs write it: {@code Event.System} and {@code
 * Event.EventData} or {@code Event.UserData}. XML attributes stand in {@code #attributes}, under
 * {@code @Name}, or as plain names.
 */
final class EvtxShape implements Shape {
    private static final String ATTRIBUTES = "#attributes";
    private static final String TEXT = "#text";

    @Override
    public String name() {
        return "windows-evtx";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return sent.path("Event").path("System").isObject();
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        JsonNode event = sent.path("Event");
        system(event.path("System"), draft);
        eventData(event.path("EventData"), draft);
        event.path("UserData").forEachEntry((_, record) -> eventData(record, draft));
        draft.put("message", Json.text(event, "RenderingInfo.Message"));
        keepTheRest(sent, draft);
        WindowsEvent.complete(draft);
    }

    private static void system(JsonNode system, Draft draft) {
        draft.time(attribute(system.path("TimeCreated"), "SystemTime"));
        draft.putNumber("winlog.event_id", content(system.path("EventID")));
        draft.put("winlog.channel", content(system.path("Channel")));
        draft.put("winlog.computer_name", content(system.path("Computer")));
        draft.putNumber("winlog.record_id", content(system.path("EventRecordID")));
        draft.put("winlog.provider_name", attribute(system.path("Provider"), "Name"));
        draft.put("winlog.provider_guid", attribute(system.path("Provider"), "Guid"));
        draft.putNumber("winlog.process.pid", attribute(system.path("Execution"), "ProcessID"));
        draft.putNumber(
                "winlog.process.thread.id", attribute(system.path("Execution"), "ThreadID"));
        draft.put("winlog.user.identifier", attribute(system.path("Security"), "UserID"));
        draft.put("winlog.activity_id", attribute(system.path("Correlation"), "ActivityID"));
        draft.put("winlog.keyword_mask", content(system.path("Keywords")));
        draft.putNumber("winlog.task_id", content(system.path("Task")));
        draft.putNumber("winlog.opcode_id", content(system.path("Opcode")));
        draft.putNumber("winlog.level_id", content(system.path("Level")));
        draft.putNumber("winlog.version", content(system.path("Version")));
    }

    private static void eventData(JsonNode data, Draft draft) {
        data.forEachEntry(
                (name, value) -> {
                    if (name.equals("Data")) {
                        namedData(value, draft);
                    } else if (!name.equals(ATTRIBUTES)) {
                        WindowsEvent.data(draft, name, content(value));
                    }
                });
    }

    /** {@code [{"@Name": "Image", "#text": "…"}, …]}; values without a name keep their order. */
    private static void namedData(JsonNode values, Draft draft) {
        int unnamed = 0;
        for (JsonNode value :
                values.isArray() ? values : Json.MAPPER.createArrayNode().add(values)) {
            JsonNode name = value.isObject() ? attribute(value, "Name") : null;
            WindowsEvent.data(
                    draft,
                    name == null ? WindowsEvent.UNNAMED + ++unnamed : name.asText(),
                    content(value));
        }
    }

    private static JsonNode content(JsonNode element) {
        JsonNode text = element.get(TEXT);
        return text == null ? element : text;
    }

    private static @Nullable JsonNode attribute(JsonNode element, String name) {
        JsonNode attributes = element.get(ATTRIBUTES);
        if (attributes != null && attributes.has(name)) {
            return attributes.get(name);
        }
        JsonNode prefixed = element.get("@" + name);
        return prefixed == null ? element.get(name) : prefixed;
    }

    private static void keepTheRest(ObjectNode sent, Draft draft) {
        sent.forEachEntry(
                (name, value) -> {
                    if (!name.equals("Event")) {
                        draft.event().withObject("/custom").set(name, value);
                    }
                });
    }
}
