package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record of the Linux audit daemon: {@code type=EXECVE msg=audit(1767261600.123:42): argc=2
 * a0="id" a1="-u"}. Its own names stand under {@code auditd.log}, as Filebeat has them; values that
 * the daemon wrote in hexadecimal because of spaces or quotes are texts again.
 */
final class AuditLine {
    /** The most fields of one record that are read. */
    private static final int MOST_FIELDS = 1_000;

    private static final Pattern RECORD =
            Pattern.compile(
                    "(?:node=\\S+ )?type=(?<type>\\w+) msg=audit\\((?<time>\\d{1,12}\\.\\d{1,9}):(?<sequence>\\d{1,18})\\):(?<fields>.*)",
                    Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile(
                    "(?<name>\\w[\\w-]*)=(?:\"(?<text>[^\"]*)\"|'(?<inner>[^']*)'|(?<plain>[^\\s'\"]*))");
    private static final Pattern HEXADECIMAL = Pattern.compile("(?:[0-9A-F]{2})+");
    private static final Pattern ARGUMENT = Pattern.compile("a\\d+");

    /** Fields that the daemon encodes when it must; others may look alike and be numbers. */
    private static final Set<String> ENCODED =
            Set.of("name", "comm", "exe", "cwd", "proctitle", "acct", "cmd", "data", "key");

    private AuditLine() {}

    /** Whether a line is a record, as far as its beginning says. */
    static boolean recognizes(String line) {
        return (line.startsWith("type=") || line.startsWith("node="))
                && line.contains(" msg=audit(");
    }

    static void read(String line, Draft draft) {
        Matcher record = RECORD.matcher(line);
        if (!record.matches()) {
            return;
        }
        draft.step("auditd");
        draft.logSource("linux", null, "auditd");
        ObjectNode log = draft.event().withObject("/auditd/log");
        String type = record.group("type");
        log.put("record_type", type);
        log.put("sequence", Long.parseLong(record.group("sequence")));
        draft.time(TextNode.valueOf(record.group("time")));
        fields(record.group("fields"), type, log);
        toEcs(type, log, draft);
    }

    private static void fields(String text, String type, ObjectNode log) {
        Matcher field = FIELD.matcher(text);
        while (field.find() && log.size() < MOST_FIELDS) {
            String inner = field.group("inner");
            if (inner != null) {
                fields(inner, type, log);
                continue;
            }
            String name = field.group("name");
            String quoted = field.group("text");
            String value = quoted == null ? decoded(name, field.group("plain"), type) : quoted;
            if (!log.has(name)) {
                log.put(name, value);
            }
        }
    }

    private static String decoded(String name, String plain, String type) {
        boolean argument = type.equals("EXECVE") && ARGUMENT.matcher(name).matches();
        if (!(argument || ENCODED.contains(name)) || !HEXADECIMAL.matcher(plain).matches()) {
            return plain;
        }
        byte[] bytes = HexFormat.of().parseHex(plain);
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ');
    }

    private static void toEcs(String type, ObjectNode log, Draft draft) {
        draft.put("event.module", "auditd");
        draft.put("event.action", type.toLowerCase(Locale.ROOT));
        draft.put("event.outcome", outcome(log));
        if (type.equals("EXECVE")) {
            draft.putAll("event.category", "process");
            draft.putAll("event.type", "start");
            draft.put("process.command_line", arguments(log));
        }
        draft.put("process.command_line", Json.text(log, "proctitle"));
        draft.put("process.executable", Json.text(log, "exe"));
        name(log, draft);
        draft.putNumber("process.pid", log.get("pid"));
        draft.putNumber("process.parent.pid", log.get("ppid"));
        draft.put("process.working_directory", Json.text(log, "cwd"));
        draft.put("file.path", type.equals("PATH") ? Json.text(log, "name") : null);
        draft.put("user.id", Json.text(log, "uid"));
        draft.put("user.effective.id", Json.text(log, "euid"));
        draft.put("user.name", Json.text(log, "acct"));
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

    private static @Nullable String arguments(ObjectNode log) {
        StringJoiner line = new StringJoiner(" ");
        line.setEmptyValue("");
        for (int i = 0; log.has("a" + i); i++) {
            line.add(log.get("a" + i).asText());
        }
        return line.length() == 0 ? null : line.toString();
    }
}
