package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of OpenSSH's server. Only {@code Accepted} and {@code Failed} are login attempts ({@code
 * ssh_login}): one attempt writes further lines, which have actions of their own so that nobody
 * counts it twice. User names come from the attacker and may hold anything, {@code " from 10.0.0.1
 * port 1"} too, so the address is always taken from the end of the line.
 */
final class SshdLine {
    private static final String FROM = " from (?<ip>\\S+) port (?<port>\\d{1,5})";
    private static final Pattern REPEATED =
            Pattern.compile("message repeated (\\d{1,9}) times: \\[ (.*)]", Pattern.DOTALL);

    /** A kind of line: its pattern, and what it means. */
    private record Kind(Pattern pattern, String action, String type, String outcome) {}

    private static final List<Kind> KINDS =
            List.of(
                    kind(
                            "Accepted (?<method>\\S+) for (?<user>.*)" + FROM + "(?: ssh2?.*)?",
                            "ssh_login",
                            "start",
                            "success"),
                    kind(
                            "Failed (?<method>\\S+) for (?:(?<invalid>invalid user) )?(?<user>.*)"
                                    + FROM
                                    + "(?: ssh2?.*)?",
                            "ssh_login",
                            "start",
                            "failure"),
                    kind(
                            "(?<invalid>Invalid user) (?<user>.*) from (?<ip>\\S+)(?: port (?<port>\\d{1,5}))?",
                            "ssh_invalid_user",
                            "info",
                            "failure"),
                    kind(
                            "error: maximum authentication attempts exceeded for (?:(?<invalid>invalid user) )?(?<user>.*)"
                                    + FROM
                                    + ".*",
                            "ssh_too_many_attempts",
                            "info",
                            "failure"),
                    kind(
                            "(?:Connection (?:closed|reset) by|Disconnected from|Disconnecting) (?:authenticating|(?<invalid>invalid)) user (?<user>.*) (?<ip>\\S+) port (?<port>\\d{1,5})(?:: .*)? \\[preauth]",
                            "ssh_preauth_end",
                            "end",
                            "failure"),
                    kind(
                            "(?:Connection (?:closed|reset) by|Received disconnect from|Disconnected from) (?:user (?<user>\\S+) )?(?<ip>\\S+)(?: port (?<port>\\d{1,5}))?(?:[ :].*)?",
                            "ssh_disconnect",
                            "end",
                            "unknown"),
                    kind(
                            "pam_unix\\(sshd:auth\\): authentication failure;.* rhost=(?<ip>\\S*)(?: +user=(?<user>.*))?",
                            "ssh_pam_failure",
                            "info",
                            "failure"),
                    kind(
                            "pam_unix\\(sshd:session\\): session opened for user (?<user>[^ (]+).*",
                            "ssh_session_opened",
                            "start",
                            "success"),
                    kind(
                            "pam_unix\\(sshd:session\\): session closed for user (?<user>[^ (]+).*",
                            "ssh_session_closed",
                            "end",
                            "unknown"));

    private SshdLine() {}

    static void read(String line, Draft draft) {
        draft.step("sshd");
        Json.set(draft.event(), "process.name", TextNode.valueOf("sshd"));
        draft.logSource("linux", null, "sshd");
        String text = unrepeated(line.strip(), draft);
        for (Kind kind : KINDS) {
            Matcher match = kind.pattern().matcher(text);
            if (match.matches()) {
                fill(kind, match, draft);
                return;
            }
        }
    }

    private static String unrepeated(String line, Draft draft) {
        Matcher repeated = REPEATED.matcher(line);
        if (!repeated.matches()) {
            return line;
        }
        draft.put("tocsin.repeated", Long.parseLong(repeated.group(1)));
        return repeated.group(2);
    }

    private static void fill(Kind kind, Matcher match, Draft draft) {
        draft.putAll("event.category", "authentication");
        draft.putAll("event.type", kind.type());
        draft.put("event.action", kind.action());
        draft.put("event.outcome", kind.outcome());
        draft.put("user.name", group(match, "user"));
        draft.putEndpoint("source", group(match, "ip"));
        String port = group(match, "port");
        if (port != null) {
            draft.putNumber("source.port", TextNode.valueOf(port));
        }
        draft.put("ssh.method", group(match, "method"));
        if (group(match, "invalid") != null) {
            draft.tag("invalid-user");
        }
    }

    private static @Nullable String group(Matcher match, String name) {
        return match.namedGroups().containsKey(name) ? match.group(name) : null;
    }

    private static Kind kind(String pattern, String action, String type, String outcome) {
        return new Kind(Pattern.compile(pattern, Pattern.DOTALL), action, type, outcome);
    }
}
