package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** From a draft whose {@code winlog.*} is filled to the ECS fields that this event means. */
final class WindowsEvent {
    /** How shippers name the first, second and further value that has no name: {@code param1}. */
    static final String UNNAMED = "param";

    private static final String NONE = "-";

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
            describe(draft, fields, service, id);
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

    private static void describe(Draft draft, ObjectNode data, String service, long id) {
        switch (service) {
            case "sysmon" -> sysmon(draft, data, id);
            case "security" -> security(draft, data, id);
            case "system" -> system(draft, data, id);
            default -> {
                // Every other channel keeps its own names under winlog.event_data alone.
            }
        }
    }

    private static void sysmon(Draft draft, ObjectNode data, long id) {
        if (id == 1) {
            categorize(draft, "process", "start");
            draft.put("process.command_line", text(data, "CommandLine"));
            draft.put("process.working_directory", text(data, "CurrentDirectory"));
            parent(draft, text(data, "ParentImage"), data.get("ParentProcessId"));
            draft.put("process.parent.command_line", text(data, "ParentCommandLine"));
            draft.put("process.parent.entity_id", text(data, "ParentProcessGuid"));
        } else if (id == 3) {
            categorize(draft, "network", "connection");
            endpoints(draft, data);
        } else if (id == 22) {
            categorize(draft, "network", "info");
            draft.put("dns.question.name", text(data, "QueryName"));
        }
        process(draft, text(data, "Image"), data.get("ProcessId"));
        draft.put("process.entity_id", text(data, "ProcessGuid"));
        draft.put("file.path", text(data, "TargetFilename"));
        draft.put("registry.path", text(data, "TargetObject"));
        draft.putAccount("user", text(data, "User"));
        Hashes.put(draft, text(data, "Hashes"));
    }

    private static void endpoints(Draft draft, ObjectNode data) {
        draft.putEndpoint("source", text(data, "SourceIp"));
        draft.putNumber("source.port", data.get("SourcePort"));
        draft.putEndpoint("destination", text(data, "DestinationIp"));
        draft.putNumber("destination.port", data.get("DestinationPort"));
        draft.put("network.transport", text(data, "Protocol"));
    }

    private static void security(Draft draft, ObjectNode data, long id) {
        if (id == 4688) {
            categorize(draft, "process", "start");
            process(draft, text(data, "NewProcessName"), data.get("NewProcessId"));
            draft.put("process.command_line", text(data, "CommandLine"));
            parent(draft, text(data, "ParentProcessName"), data.get("ProcessId"));
        } else if (id == 4624 || id == 4625) {
            categorize(draft, "authentication", "start");
            draft.put("event.action", id == 4624 ? "logged-in" : "logon-failed");
            draft.put("event.outcome", id == 4624 ? "success" : "failure");
            account(draft, "user", data, "Target");
            draft.putEndpoint("source", text(data, "IpAddress"));
            draft.putNumber("source.port", data.get("IpPort"));
        } else if (id == 1102) {
            categorize(draft, "configuration", "deletion");
            draft.put("event.action", "log-cleared");
        } else if (id == 4697) {
            service(draft, data);
        }
        account(draft, "user", data, "Subject");
    }

    private static void system(Draft draft, ObjectNode data, long id) {
        if (id == 7045) {
            service(draft, data);
        } else if (id == 104) {
            categorize(draft, "configuration", "deletion");
            draft.put("event.action", "log-cleared");
            account(draft, "user", data, "Subject");
        }
    }

    private static void service(Draft draft, ObjectNode data) {
        categorize(draft, "configuration", "creation");
        draft.put("event.action", "service-installed");
        draft.put("service.name", text(data, "ServiceName"));
    }

    private static void categorize(Draft draft, String category, String type) {
        draft.putAll("event.category", category);
        draft.putAll("event.type", type);
    }

    private static void process(Draft draft, @Nullable String image, @Nullable JsonNode pid) {
        if (image != null) {
            draft.put("process.executable", image);
            draft.put("process.name", Texts.baseName(image));
            draft.putNumber("process.pid", pid);
        }
    }

    private static void parent(Draft draft, @Nullable String image, @Nullable JsonNode pid) {
        draft.putNumber("process.parent.pid", pid);
        if (image != null) {
            draft.put("process.parent.executable", image);
            draft.put("process.parent.name", Texts.baseName(image));
        }
    }

    private static void account(Draft draft, String at, ObjectNode data, String prefix) {
        String name = text(data, prefix + "UserName");
        if (name != null && !draft.has(at + ".name")) {
            draft.put(at + ".name", name);
            draft.put(at + ".domain", text(data, prefix + "DomainName"));
            draft.put(at + ".id", text(data, prefix + "UserSid"));
        }
    }

    private static @Nullable String text(ObjectNode data, String name) {
        JsonNode value = data.get(name); // names of event data have no dots: no path to follow
        String text =
                value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
        return text == null || text.isEmpty() || text.equals(NONE) ? null : text;
    }
}
