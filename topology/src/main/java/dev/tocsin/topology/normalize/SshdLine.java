package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of OpenSSH's server. Only {@code Accepted} and {@code Failed} are login attempts ({@code
 * ssh_login}): one attempt writes further lines, which have actions of their own so that nobody
 * counts it twice. User names come from the attacker and may hold anything, {@code " from 10.0.0.1
 * port 1"} too, so what stands behind a name is taken from the end of the line.
 */
final class SshdLine {
    private static final String INVALID = "invalid user ";
    private static final String PREAUTH = " [preauth]";

    /** What a line is, by its beginning; {@code form} says how the rest of it is read. */
    private record Kind(String beginning, Form form, String action, String type, String outcome) {}

    /** How the part behind the beginning is made. */
    private enum Form {
        /** {@code password for alice from 192.0.2.1 port 22 ssh2}. */
        METHOD,
        /** {@code alice from 192.0.2.1 port 22}, with or without a port. */
        USER_FROM,
        /** {@code alice 192.0.2.1 port 22: reason [preauth]}. */
        USER_THEN_ADDRESS,
        /** {@code 192.0.2.1 port 22: what the client says}. */
        ADDRESS,
        /** {@code 'anything' from 192.0.2.1 port 22}. */
        TEXT_FROM,
        /** {@code …; … rhost=192.0.2.1 user=alice}. */
        PAM,
        /** {@code alice(uid=0) by (uid=0)}. */
        SESSION
    }

    private static final String SESSION = "pam_unix(sshd:session): session ";

    private static final List<Kind> KINDS =
            List.of(
                    kind("Accepted ", Form.METHOD, "ssh_login", "start", "success"),
                    kind("Failed ", Form.METHOD, "ssh_login", "start", "failure"),
                    kind("Invalid user ", Form.USER_FROM, "ssh_invalid_user", "info", "failure"),
                    kind(
                            "error: maximum authentication attempts exceeded for ",
                            Form.USER_FROM,
                            "ssh_too_many_attempts",
                            "info",
                            "failure"),
                    kind("User ", Form.USER_FROM, "ssh_not_allowed", "denied", "failure"),
                    preauth("Connection closed by authenticating user "),
                    preauth("Connection closed by invalid user "),
                    preauth("Connection reset by authenticating user "),
                    preauth("Connection reset by invalid user "),
                    preauth("Disconnected from authenticating user "),
                    preauth("Disconnected from invalid user "),
                    preauth("Disconnecting authenticating user "),
                    preauth("Disconnecting invalid user "),
                    end("Disconnected from user ", Form.USER_THEN_ADDRESS),
                    end("Disconnected from ", Form.ADDRESS),
                    end("Connection closed by ", Form.ADDRESS),
                    end("Connection reset by ", Form.ADDRESS),
                    end("Received disconnect from ", Form.ADDRESS),
                    probe("Did not receive identification string from ", Form.ADDRESS),
                    probe("banner exchange: Connection from ", Form.ADDRESS),
                    probe("Unable to negotiate with ", Form.ADDRESS),
                    probe("Bad protocol version identification ", Form.TEXT_FROM),
                    kind(
                            "fatal: Timeout before authentication for ",
                            Form.ADDRESS,
                            "ssh_timeout",
                            "end",
                            "failure"),
                    pam("pam_unix(sshd:auth): authentication failure;"),
                    pam("PAM "),
                    kind(
                            SESSION + "opened for user ",
                            Form.SESSION,
                            "ssh_session_opened",
                            "start",
                            "success"),
                    kind(
                            SESSION + "closed for user ",
                            Form.SESSION,
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
            if (text.startsWith(kind.beginning())
                    && fill(kind, text.substring(kind.beginning().length()), draft)) {
                Fields.describe(
                        draft, "authentication", kind.type(), kind.action(), kind.outcome());
                return;
            }
        }
    }

    private static String unrepeated(String line, Draft draft) {
        Scan scan = new Scan(line);
        if (!scan.skip("message repeated ") || !line.endsWith("]")) {
            return line;
        }
        String times = scan.digits(9);
        if (times.isEmpty() || !scan.skip(" times: [ ")) {
            return line;
        }
        draft.put("tocsin.repeated", Long.parseLong(times));
        String rest = scan.rest();
        return rest.substring(0, rest.length() - 1);
    }

    /** Whether the rest of the line has the form that its beginning promises. */
    private static boolean fill(Kind kind, String rest, Draft draft) {
        if (kind.beginning().contains(INVALID) || kind.action().equals("ssh_invalid_user")) {
            invalid(draft);
        }
        return switch (kind.form()) {
            case METHOD -> method(rest, draft);
            case USER_FROM -> user(rest, SshdOrigin.last(rest, " from "), draft);
            case USER_THEN_ADDRESS ->
                    (rest.endsWith(PREAUTH) || !kind.action().equals("ssh_preauth_end"))
                            && user(rest, SshdOrigin.beforeLastPort(rest), draft);
            case ADDRESS -> SshdOrigin.put(SshdOrigin.at(rest, 0), draft);
            case TEXT_FROM -> SshdOrigin.put(SshdOrigin.last(rest, " from "), draft);
            case PAM -> pam(rest, draft);
            case SESSION -> session(rest, draft);
        };
    }

    private static boolean method(String rest, Draft draft) {
        Scan scan = new Scan(rest);
        String method = scan.word();
        if (!scan.skip("for ")) {
            return false;
        }
        String behind = scan.rest();
        if (!user(behind, SshdOrigin.last(behind, " from "), draft)) {
            return false;
        }
        draft.put("ssh.method", method);
        return true;
    }

    private static boolean user(String rest, @Nullable SshdOrigin origin, Draft draft) {
        if (!SshdOrigin.put(origin, draft) || origin == null) {
            return false;
        }
        String name = rest.substring(0, origin.begin());
        if (name.startsWith(INVALID)) {
            name = name.substring(INVALID.length());
            invalid(draft);
        }
        draft.put("user.name", name.isEmpty() ? null : name);
        return true;
    }

    private static void invalid(Draft draft) {
        draft.tagOnce("invalid-user");
    }

    /** The name comes last and is the stranger's, so the address is the first there is. */
    private static boolean pam(String rest, Draft draft) {
        Scan scan = new Scan(rest);
        if (scan.until(" rhost=") == null) {
            return false;
        }
        draft.putEndpoint("source", scan.word());
        scan.spaces();
        draft.put("user.name", scan.skip("user=") ? scan.rest() : null);
        return true;
    }

    private static boolean session(String rest, Draft draft) {
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != ' ' && rest.charAt(end) != '(') {
            end++;
        }
        draft.put("user.name", rest.substring(0, end));
        return end > 0;
    }

    private static Kind kind(
            String beginning, Form form, String action, String type, String outcome) {
        return new Kind(beginning, form, action, type, outcome);
    }

    private static Kind preauth(String beginning) {
        return kind(beginning, Form.USER_THEN_ADDRESS, "ssh_preauth_end", "end", "failure");
    }

    private static Kind end(String beginning, Form form) {
        return kind(beginning, form, "ssh_disconnect", "end", "unknown");
    }

    private static Kind probe(String beginning, Form form) {
        return kind(beginning, form, "ssh_probe", "info", "failure");
    }

    private static Kind pam(String beginning) {
        return kind(beginning, Form.PAM, "ssh_pam_failure", "info", "failure");
    }
}
