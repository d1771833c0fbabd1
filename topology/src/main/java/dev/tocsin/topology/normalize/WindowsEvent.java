package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** From a draft whose {@code winlog.*} is filled to the ECS fields that this event means. */
final class WindowsEvent {
    /** How shippers name the first, second and further value that has no name: {@code param1}. */
    static final String UNNAMED = "param";

    private WindowsEvent() {}

    /** Puts one value into {@code winlog.event_data}; names lose their spaces. */
    static void data(Draft draft, String name, JsonNode value) {
        if (!value.isNull()) {
            draft.event()
                    .withObjectProperty("winlog")
                    .withObjectProperty("event_data")
                    .set(name.indexOf(' ') < 0 ? name : name.replace(" ", ""), value);
        }
    }

    static void complete(Draft draft) {
        JsonNode data = draft.at("winlog.event_data");
        if (data instanceof ObjectNode fields) {
            unnamed(fields);
        }
        Long id = eventId(draft);
        draft.put("event.module", "windows");
        draft.put("event.provider", draft.text("winlog.provider_name"));
        draft.put("host.name", draft.text("winlog.computer_name"));
        if (id != null) {
            draft.put("event.code", Long.toString(id));
        }
        String service = draft.route().service();
        if (data instanceof ObjectNode fields && service != null && id != null) {
            describe(new WindowsData(draft, fields), service, (int) (long) id);
        }
    }

    /** Values without a name are numbered by shippers; rules call all of them {@code Data}. */
    private static void unnamed(ObjectNode data) {
        if (data.has("Data") || !data.has(UNNAMED + 1)) {
            return;
        }
        ArrayNode values = data.putArray("Data");
        for (int i = 1; data.has(UNNAMED + i); i++) {
            values.add(data.get(UNNAMED + i));
        }
    }

    private static @Nullable Long eventId(Draft draft) {
        JsonNode id = draft.at("winlog.event_id");
        return id == null ? null : Numbers.whole(id);
    }

    private static void describe(WindowsData data, String service, int id) {
        switch (service) {
            case "sysmon" -> SysmonEvent.describe(data, id);
            case "security" -> SecurityEvent.describe(data, id);
            case "system" -> system(data, id);
            case "windefend" -> DefenderEvent.describe(data, id);
            case "powershell", "powershell-classic" -> PowerShellEvent.describe(data, id);
            default -> {
                // Every other channel keeps its own names under winlog.event_data alone.
            }
        }
    }

    private static void system(WindowsData data, int id) {
        switch (id) {
            case 7045 -> SecurityEvent.service(data);
            case 104 -> {
                SecurityEvent.logCleared(data);
                data.account("user", "Subject");
            }
            case 1074, 6006 -> data.categorize("host", "end");
            case 6005 -> data.categorize("host", "start");
            default -> {
                // Other events of the system log are known by their provider's names.
            }
        }
    }
}
