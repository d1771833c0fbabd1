package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A Windows event in the flat JSON that nxlog writes. */
final class NxlogShape implements Shape {
    /** What nxlog calls a part of {@code System}, and where that goes; the rest is event data. */
    private static final Map<String, String> SYSTEM =
            Map.ofEntries(
                    Map.entry("EventID", "winlog.event_id"),
                    Map.entry("Channel", "winlog.channel"),
                    Map.entry("SourceName", "winlog.provider_name"),
                    Map.entry("ProviderGuid", "winlog.provider_guid"),
                    Map.entry("Hostname", "winlog.computer_name"),
                    Map.entry("RecordNumber", "winlog.record_id"),
                    Map.entry("Task", "winlog.task_id"),
                    Map.entry("Category", "winlog.task"),
                    Map.entry("OpcodeValue", "winlog.opcode_id"),
                    Map.entry("Opcode", "winlog.opcode"),
                    Map.entry("Keywords", "winlog.keyword_mask"),
                    Map.entry("Version", "winlog.version"),
                    Map.entry("ActivityID", "winlog.activity_id"),
                    Map.entry("ProcessID", "winlog.process.pid"),
                    Map.entry("ExecutionProcessID", "winlog.process.pid"),
                    Map.entry("ThreadID", "winlog.process.thread.id"),
                    Map.entry("AccountName", "winlog.user.name"),
                    Map.entry("AccountType", "winlog.user.type"),
                    Map.entry("Domain", "winlog.user.domain"),
                    Map.entry("UserID", "winlog.user.identifier"),
                    Map.entry("Message", "message"),
                    Map.entry("tags", "tags"));

    @Override
    public String name() {
        return "windows-nxlog";
    }

    @Override
    public boolean recognizes(ObjectNode sent) {
        return sent.has("EventID") && (sent.has("Channel") || sent.has("SourceName"));
    }

    @Override
    public void fill(ObjectNode sent, Draft draft) {
        draft.time(firstTime(sent));
        sent.forEachEntry((name, value) -> place(draft, name, value));
        JsonNode severity = sent.get("Severity");
        if (severity != null && severity.isTextual()) {
            draft.put("log.level", Texts.lower(severity.textValue()));
        }
        WindowsEvent.complete(draft);
    }

    /** UtcTime (Sysmon) and {@code @timestamp} are UTC; EventTime is the host's local time. */
    private static JsonNode firstTime(ObjectNode sent) {
        for (String name : new String[] {"UtcTime", "@timestamp", "EventTime"}) {
            JsonNode time = sent.get(name);
            if (time != null && !time.isNull()) {
                return time;
            }
        }
        return sent.path("EventReceivedTime");
    }

    private static void place(Draft draft, String name, JsonNode value) {
        String path = SYSTEM.get(name);
        if (path == null || (path.equals("message") && value.isContainerNode())) {
            WindowsEvent.data(draft, name, value);
        } else if (path.equals("message")) {
            draft.put(path, value.isNull() ? null : value.asText());
        } else if (path.equals("tags") && !value.isArray()) {
            draft.tag(value.asText());
        } else if (name.equals("EventID")) {
            draft.putNumber(path, value);
        } else {
            draft.put(path, value.isArray() ? value.deepCopy() : value);
        }
    }
}
