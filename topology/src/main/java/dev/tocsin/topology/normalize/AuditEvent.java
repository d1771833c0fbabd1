package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An event of Auditbeat, which has joined the records of one system call into one event. Rules
 * speak of records: the event says under {@code auditd.log} which records it was made of, and has
 * the arguments of a program start by number.
 */
final class AuditEvent {
    private AuditEvent() {}

    static void complete(Draft draft) {
        if (!draft.has("auditd.data.syscall") || draft.has("auditd.log")) {
            return;
        }
        ObjectNode log = draft.event().withObject("/auditd/log");
        ArrayNode records = log.putArray("record_type").add("SYSCALL");
        if (draft.at("process.args") instanceof ArrayNode arguments
                && isProgramStart(draft.text("auditd.data.syscall"))) {
            records.add("EXECVE");
            for (int i = 0; i < arguments.size(); i++) {
                log.set("a" + i, arguments.get(i));
            }
        }
        JsonNode paths = draft.at("auditd.paths");
        if (paths != null && !paths.isEmpty()) {
            records.add("PATH");
        }
    }

    private static boolean isProgramStart(@Nullable String call) {
        return call != null && call.startsWith("execve");
    }
}
