package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of sudo: {@code alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/id},
 * with the reason between the user and TTY when sudo refused. Directory and command are the user's
 * to choose: when a line can be parted in more than one way, a tag says so.
 */
final class SudoLine {
    private static final String PARTS = " ; ";
    private static final String COMMAND = "COMMAND=";
    private static final Pattern SESSION =
            Pattern.compile(
                    "pam_unix\\(sudo(?:-i)?:session\\): session (?<what>opened|closed) for user (?<target>[^ (]+)(?:\\(uid=\\d+\\))?(?: by (?<who>[^ (]*).*)?");

    private SudoLine() {}

    static void read(String line, Draft draft) {
        draft.step("sudo");
        Json.set(draft.event(), "process.name", TextNode.valueOf("sudo"));
        draft.logSource("linux", null, "sudo");
        if (command(new Scan(line.strip()), draft)) {
            return;
        }
        Matcher session = SESSION.matcher(line);
        if (session.matches()) {
            session(session, draft);
        }
    }

    /** Whether the line has the form of a command. */
    private static boolean command(Scan scan, Draft draft) {
        String who = scan.word();
        if (who.isEmpty() || !scan.skip(": ")) {
            return false;
        }
        Map<String, String> settings = new HashMap<>();
        String refused = null;
        while (!scan.skip(COMMAND)) {
            String part = scan.until(PARTS);
            int equals = part == null ? -1 : part.indexOf('=');
            if (part == null || (equals < 0 && (refused != null || !settings.isEmpty()))) {
                return false;
            }
            if (equals < 0) {
                refused = part;
            } else {
                settings.putIfAbsent(part.substring(0, equals), part.substring(equals + 1));
            }
        }
        String command = scan.rest();
        if (command.contains(PARTS + COMMAND)) {
            draft.tag(Lines.AMBIGUOUS);
        }
        Fields.describe(
                draft,
                "process",
                refused == null ? "start" : "denied",
                "sudo",
                refused == null ? "success" : "failure");
        draft.put("event.reason", refused);
        draft.put("user.name", who);
        draft.put("user.effective.name", settings.get("USER"));
        draft.put("process.working_directory", settings.get("PWD"));
        draft.put("process.tty", settings.get("TTY"));
        draft.put("process.command_line", command);
        return true;
    }

    private static void session(Matcher match, Draft draft) {
        boolean opened = "opened".equals(match.group("what"));
        draft.putAll("event.category", "session");
        draft.putAll("event.type", opened ? "start" : "end");
        draft.put("event.action", opened ? "sudo_session_opened" : "sudo_session_closed");
        draft.put("user.effective.name", match.group("target"));
        String who = match.group("who");
        draft.put("user.name", who == null || who.isEmpty() ? null : who);
    }
}
