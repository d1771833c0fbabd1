package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An event of Auditbeat, which has joined the records of one system call into one event. Rules
 * speak of records: the event says under {@code auditd.log} which records it was made of, and has
 * the arguments of a program start by number.
 */
final class AuditEvent {
    private AuditEvent() {}

    static void complete(Draft draft) {
        ObjectNode event = draft.event();
        if (Json.at(event, "auditd.data.syscall") == null || draft.has("auditd.log")) {
            return;
        }
        ObjectNode log = event.withObject("/auditd/log");
        ArrayNode records = log.putArray("record_type").add("SYSCALL");
        if (Json.at(event, "process.args") instanceof ArrayNode arguments
                && isProgramStart(draft.text("auditd.data.syscall"))) {
            records.add("EXECVE");
            for (int i = 0; i < arguments.size(); i++) {
                log.set("a" + i, arguments.get(i));
            }
        }
        JsonNode paths = Json.at(event, "auditd.paths");
        if (paths != null && !paths.isEmpty()) {
            records.add("PATH");
        }
    }

    private static boolean isProgramStart(@Nullable String call) {
        return call != null && call.startsWith("execve");
    }
}
