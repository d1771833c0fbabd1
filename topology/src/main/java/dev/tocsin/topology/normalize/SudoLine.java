package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of sudo: {@code alice : TTY=pts/0 ; PWD=/home/alice ; USER=root ; COMMAND=/usr/bin/id},
 * with the reason between the user and TTY when sudo refused.
 */
final class SudoLine {
    private static final Pattern COMMAND =
            Pattern.compile(
                    "\\s*(?<who>\\S+) : (?:(?<refused>[^;=]+) ; )?(?<settings>(?:[A-Z_]+=[^;]* ; )*)COMMAND=(?<command>.*)",
                    Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile(
                    "pam_unix\\(sudo(?:-i)?:session\\): session (?<what>opened|closed) for user (?<target>[^ (]+)(?:\\(uid=\\d+\\))?(?: by (?<who>[^ (]*).*)?");

    private SudoLine() {}

    static void read(String line, Draft draft) {
        draft.step("sudo");
        Json.set(draft.event(), "process.name", TextNode.valueOf("sudo"));
        draft.logSource("linux", null, "sudo");
        Matcher command = COMMAND.matcher(line);
        if (command.matches()) {
            command(command, draft);
            return;
        }
        Matcher session = SESSION.matcher(line);
        if (session.matches()) {
            session(session, draft);
        }
    }

    private static void command(Matcher match, Draft draft) {
        String refused = match.group("refused");
        String settings = match.group("settings");
        draft.putAll("event.category", "process");
        draft.putAll("event.type", refused == null ? "start" : "denied");
        draft.put("event.action", "sudo");
        draft.put("event.outcome", refused == null ? "success" : "failure");
        draft.put("event.reason", refused);
        draft.put("user.name", match.group("who"));
        draft.put("user.effective.name", setting(settings, "USER"));
        draft.put("process.working_directory", setting(settings, "PWD"));
        draft.put("process.tty", setting(settings, "TTY"));
        draft.put("process.command_line", match.group("command"));
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

    private static @Nullable String setting(String settings, String name) {
        for (String part : settings.split(" ; ", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(name.length() + 1).strip();
            }
        }
        return null;
    }
}
