package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Records of the Linux audit daemon: one, or those of one event, a line each, joined. Its own names
 * stand under {@code auditd.log}, as Filebeat has them, and paths under {@code auditd.paths}.
 */
final class AuditLine {
    /** The most records of one event that are read. */
    private static final int MOST_RECORDS = 200;

    private static final String EXECVE = "EXECVE";
    private static final String PATH = "PATH";

    private AuditLine() {}

    static void read(String line, Draft draft) {
        List<AuditRecord> records = records(line, draft);
        if (records.isEmpty()) {
            return;
        }
        AuditRecord first = records.getFirst();
        draft.step("auditd");
        draft.logSource("linux", null, "auditd");
        ObjectNode log = draft.event().withObject("/auditd/log");
        if (records.size() == 1) {
            log.put("record_type", first.type());
        } else {
            ArrayNode types = log.putArray("record_type");
            Set<String> once = new LinkedHashSet<>();
            records.forEach(record -> once.add(record.type()));
            once.forEach(types::add);
        }
        log.put("sequence", first.sequence());
        draft.time(TextNode.valueOf(first.time()));
        join(records, log, draft);
        toEcs(records, log, draft);
    }

    /** Those of the first record's event; a text of two events is not one. */
    private static List<AuditRecord> records(String text, Draft draft) {
        List<AuditRecord> records = new ArrayList<>();
        Scan scan = new Scan(text);
        while (!scan.atEnd() && records.size() < MOST_RECORDS) {
            String line = scan.until("\n");
            AuditRecord record = AuditRecord.read(line == null ? scan.rest() : line.strip());
            if (record != null
                    && (records.isEmpty() || records.getFirst().sequence() == record.sequence())) {
                records.add(record);
            } else if (record != null) {
                draft.problem("Expected records of one event, but found more; the first is read");
                break;
            }
        }
        return records;
    }

    /** The arguments of a program go before those of the system call, which has the same names. */
    private static void join(List<AuditRecord> records, ObjectNode log, Draft draft) {
        for (AuditRecord record : records) {
            if (record.type().equals(EXECVE)) {
                merge(record.fields(), log);
            }
        }
        boolean several = records.size() > 1;
        for (AuditRecord record : records) {
            if (several && record.type().equals(PATH)) {
                draft.event().withObject("/auditd").withArray("paths").add(record.fields());
            }
            merge(record.fields(), log);
        }
    }

    private static void merge(ObjectNode fields, ObjectNode log) {
        fields.forEachEntry((name, value) -> log.putIfAbsent(name, value));
    }

    private static void toEcs(List<AuditRecord> records, ObjectNode log, Draft draft) {
        boolean started = has(records, EXECVE);
        String type = started ? EXECVE : records.getFirst().type();
        draft.put("event.module", "auditd");
        draft.put("event.action", type.toLowerCase(Locale.ROOT));
        draft.put("event.outcome", outcome(log));
        if (started) {
            draft.putAll("event.category", "process");
            draft.putAll("event.type", "start");
            arguments(log, draft);
        }
        draft.put("process.command_line", Json.text(log, "proctitle"));
        draft.put("process.executable", Json.text(log, "exe"));
        name(log, draft);
        draft.putNumber("process.pid", log.get("pid"));
        draft.putNumber("process.parent.pid", log.get("ppid"));
        draft.put("process.working_directory", Json.text(log, "cwd"));
        draft.put("file.path", has(records, PATH) ? Json.text(log, "name") : null);
        draft.put("user.id", Json.text(log, "uid"));
        draft.put("user.effective.id", Json.text(log, "euid"));
        draft.put("user.name", Json.text(log, "acct"));
        String address = Json.text(log, "addr");
        draft.putEndpoint("source", "?".equals(address) ? null : address);
    }

    private static boolean has(List<AuditRecord> records, String type) {
        for (AuditRecord record : records) {
            if (record.type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** The program that wrote the line is not the one that the record is about. */
    private static void name(ObjectNode log, Draft draft) {
        String command = Json.text(log, "comm");
        String started = draft.has("process.command_line") ? Json.text(log, "a0") : null;
        String name = command == null && started != null ? Texts.baseName(started) : command;
        if (name != null) {
            Json.set(draft.event(), "process.name", TextNode.valueOf(name));
        }
    }

    private static @Nullable String outcome(ObjectNode log) {
        String result = Json.text(log, log.has("success") ? "success" : "res");
        if (result == null) {
            return null;
        }
        return Set.of("yes", "success", "1").contains(result) ? "success" : "failure";
    }

    private static void arguments(ObjectNode log, Draft draft) {
        StringJoiner line = new StringJoiner(" ");
        for (int i = 0; log.has("a" + i); i++) {
            line.add(log.get("a" + i).asText());
        }
        draft.put("process.command_line", line.length() == 0 ? null : line.toString());
    }
}
