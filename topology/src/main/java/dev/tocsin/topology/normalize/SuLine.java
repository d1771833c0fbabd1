package dev.tocsin.topology.normalize;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of su, of util-linux, shadow or BSD. Only {@code (to root) alice on pts/0} and its kin are
 * attempts ({@code su}): what PAM writes of the same attempt has actions of its own, so that nobody
 * counts it twice.
 */
final class SuLine {
    private static final String TTY = " on (?<tty>\\S+)";

    /** A kind of line: its pattern, and what it means. */
    private record Kind(Pattern pattern, String action, String type, String outcome) {}

    private static final List<Kind> KINDS =
            List.of(
                    kind("FAILED SU \\(to (?<target>\\S+)\\) (?<who>\\S+)" + TTY, "su", "failure"),
                    kind("BAD SU (?<who>\\S+) to (?<target>\\S+)" + TTY, "su", "failure"),
                    kind("FAILED su for (?<target>\\S+) by (?<who>\\S+)", "su", "failure"),
                    kind("\\(to (?<target>\\S+)\\) (?<who>\\S+)" + TTY, "su", "success"),
                    kind("Successful su for (?<target>\\S+) by (?<who>\\S+)", "su", "success"),
                    kind(
                            "pam_unix\\(su(?:-l)?:auth\\): authentication failure;.*? ruser=(?<who>\\S*) rhost=\\S*(?: +user=(?<target>.+))?",
                            "su_pam_failure",
                            "failure"),
                    kind(
                            "pam_unix\\(su(?:-l)?:session\\): session opened for user (?<target>[^ (]+)(?:\\(uid=\\d+\\))? by (?<who>[^ (]*).*",
                            "su_session_opened",
                            "success"));

    private SuLine() {}

    static void read(String line, Draft draft) {
        draft.step("su");
        draft.logSource("linux", null, "auth");
        String text = line.strip();
        for (Kind kind : KINDS) {
            Matcher match = kind.pattern().matcher(text);
            if (match.matches()) {
                fill(kind, match, draft);
                return;
            }
        }
    }

    private static void fill(Kind kind, Matcher match, Draft draft) {
        draft.putAll("event.category", "authentication");
        draft.putAll("event.type", kind.type());
        draft.put("event.action", kind.action());
        draft.put("event.outcome", kind.outcome());
        draft.put("user.name", group(match, "who"));
        draft.put("user.effective.name", group(match, "target"));
        draft.put("process.tty", group(match, "tty"));
    }

    private static @Nullable String group(Matcher match, String name) {
        String found = match.namedGroups().containsKey(name) ? match.group(name) : null;
        return found == null || found.isEmpty() ? null : found;
    }

    private static Kind kind(String pattern, String action, String outcome) {
        String type = action.equals("su_pam_failure") ? "info" : "start";
        return new Kind(Pattern.compile(pattern, Pattern.DOTALL), action, type, outcome);
    }
}
