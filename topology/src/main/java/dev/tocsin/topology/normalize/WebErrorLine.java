package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/**
 * A line of the error log of Nginx, {@code 2026/01/01 12:00:00 [error] 7#8: *9 text, client: …}, or
 * of Apache, {@code [Thu Jan 01 12:00:00.123456 2026] [core:error] [pid 7] [client …] text}.
 */
final class WebErrorLine {
    private static final String CLIENT = ", client: ";
    private static final Set<String> DAYS = Set.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    private WebErrorLine() {}

    static boolean isNginx(String line) {
        return line.length() > 24
                && line.charAt(4) == '/'
                && line.charAt(7) == '/'
                && line.startsWith(" [", 19)
                && Scan.isDigit(line.charAt(0));
    }

    static boolean isApache(String line) {
        return line.length() > 26
                && line.charAt(0) == '['
                && DAYS.contains(line.substring(1, 4))
                && line.charAt(4) == ' '
                && line.indexOf(']', 0, 40) > 20;
    }

    static void readNginx(String line, Draft draft) {
        draft.step("nginx-error");
        draft.time(TextNode.valueOf(line.substring(0, 19)));
        Fields.dataset(draft, "nginx", "error");
        Scan scan = new Scan(line);
        scan.moveTo(21);
        String level = scan.until("] ");
        SyslogSeverity.put(TextNode.valueOf(level == null ? "" : level), draft);
        Fields.put(draft, "process.pid", scan.digits(Numbers.MOST_DIGITS));
        client(line, draft);
    }

    /** A stranger chooses the path before the client and the headers behind it. */
    private static void client(String line, Draft draft) {
        int at = line.indexOf(CLIENT);
        if (at < 0) {
            return;
        }
        if (line.indexOf(CLIENT, at + 1) > 0) {
            draft.tag(Lines.AMBIGUOUS);
            return;
        }
        Scan scan = new Scan(line);
        scan.moveTo(at + CLIENT.length());
        String client = scan.word();
        boolean more = client.endsWith(",");
        Fields.put(draft, "source.ip", more ? client.substring(0, client.length() - 1) : client);
        if (more && scan.skip("server: ")) {
            Fields.put(draft, "url.domain", scan.until(","));
            scan.spaces();
            if (scan.skip("request: ")) {
                AccessLine.request(scan.quoted(), draft);
            }
        }
    }

    static void readApache(String line, Draft draft) {
        draft.step("apache-error");
        Fields.dataset(draft, "apache", "error");
        Scan scan = new Scan(line);
        scan.moveTo(5);
        String time = scan.until("]");
        draft.time(TextNode.valueOf(time == null ? "" : time));
        for (scan.spaces(); scan.skip('['); scan.spaces()) {
            String part = scan.until("]");
            if (part == null) {
                return;
            }
            part(part, draft);
        }
        String text = scan.rest();
        int code = text.indexOf(": ");
        if (text.startsWith("AH") && code == 7) {
            draft.put("event.code", text.substring(0, code));
        }
    }

    private static void part(String part, Draft draft) {
        if (part.startsWith("pid ")) {
            Fields.put(draft, "process.pid", part.substring(4));
        } else if (part.startsWith("client ")) {
            apacheClient(part.substring(7), draft);
        } else if (!draft.has("log.level")) {
            int colon = part.indexOf(':');
            Fields.put(draft, "apache.error.module", colon < 0 ? "" : part.substring(0, colon));
            SyslogSeverity.put(TextNode.valueOf(part.substring(colon + 1)), draft);
        }
    }

    /** Apache puts no brackets around an address of version 6 before its port. */
    private static void apacheClient(String client, Draft draft) {
        int port = client.lastIndexOf(':');
        String address = port < 0 ? client : client.substring(0, port);
        boolean six = client.indexOf(':') != port;
        if (six && Ip.canonical(address) != null) {
            Fields.put(draft, "source.ip", address);
            Fields.put(draft, "source.port", client.substring(port + 1));
        } else {
            Fields.addressAndPort(draft, "source", client);
        }
    }
}
