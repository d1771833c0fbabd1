package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A line of an access log in the common or combined form, with the virtual host before it or not,
 * of Apache, Nginx and what writes like them; Squid writes it too. Servers escape quotes in what
 * strangers send, so the first time in brackets with a quote behind it is the server's own.
 */
final class AccessLine {
    private static final String TIME_ENDS = "] \"";

    /** {@code 01/Jan/2026:12:00:00 +0000}. */
    private static final int TIME_LENGTH = 26;

    /** The time stands within as many characters. */
    private static final int LATEST_TIME = 2_000;

    private AccessLine() {}

    static boolean recognizes(String line) {
        int end = timeEnd(line);
        int begin = end - TIME_LENGTH;
        return begin > 4
                && line.charAt(begin - 1) == '['
                && line.charAt(begin - 2) == ' '
                && month(line.substring(begin, end)) > 0;
    }

    private static int timeEnd(String line) {
        return line.indexOf(TIME_ENDS, 0, Math.min(line.length(), LATEST_TIME));
    }

    static void read(String line, Draft draft) {
        int end = timeEnd(line);
        int begin = end - TIME_LENGTH;
        draft.step("access-log");
        draft.time(TextNode.valueOf(time(line.substring(begin, end))));
        client(new Scan(line.substring(0, begin - 2)), draft);
        Scan scan = new Scan(line);
        scan.moveTo(end + 2);
        request(scan.quoted(), draft);
        response(scan, draft);
        product(scan.rest(), draft);
    }

    /** The number of the month in a time of this form; none is in another. */
    private static int month(String text) {
        boolean marks = text.charAt(2) == '/' && text.charAt(6) == '/' && text.charAt(11) == ':';
        return marks ? BsdTime.MONTHS.indexOf(text.substring(3, 6)) + 1 : 0;
    }

    /** As ISO 8601 has it. */
    private static String time(String text) {
        int month = month(text);
        return text.substring(7, 11)
                + (month < 10 ? "-0" : "-")
                + month
                + '-'
                + text.substring(0, 2)
                + 'T'
                + text.substring(12, 20)
                + text.substring(21);
    }

    /** Host of the server or not, then the client; the rest but one word is the user. */
    private static void client(Scan scan, Draft draft) {
        String first = scan.spacedWord();
        int begin = scan.at();
        String second = scan.spacedWord();
        if (Ip.canonical(first) == null && Ip.canonical(second) != null) {
            Fields.authority(draft, first);
            Fields.put(draft, "source.ip", second);
        } else {
            scan.moveTo(begin);
            Fields.put(draft, "source.ip", first);
        }
        scan.spacedWord();
        Fields.put(draft, "user.name", scan.rest());
    }

    /** {@code GET /a?b HTTP/1.1}; a stranger may send anything, with spaces in the middle too. */
    static void request(@Nullable String request, Draft draft) {
        if (request == null || request.isEmpty() || request.equals("-")) {
            return;
        }
        int method = request.indexOf(' ');
        int version = request.lastIndexOf(" HTTP/");
        if (method <= 0 || !isMethod(request, method)) {
            draft.put("url.original", request);
            return;
        }
        draft.put("http.request.method", request.substring(0, method));
        if (version > method) {
            draft.put("http.version", request.substring(version + " HTTP/".length()));
        }
        int end = version > method ? version : request.length();
        Fields.url(draft, request.substring(method + 1, end));
    }

    private static boolean isMethod(String request, int end) {
        for (int i = 0; i < end; i++) {
            char c = request.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && c != '_' && c != '-') {
                return false;
            }
        }
        return end < 32;
    }

    private static void response(Scan scan, Draft draft) {
        scan.spaces();
        String status = scan.spacedWord();
        Fields.put(draft, "http.response.status_code", status);
        Fields.put(draft, "http.response.body.bytes", scan.spacedWord());
        Fields.put(draft, "http.request.referrer", scan.quoted());
        scan.spaces();
        Fields.put(draft, "user_agent.original", scan.quoted());
        Fields.describe(draft, "web", "access", null, Outcome.ofHttp(status));
    }

    /** Squid puts behind it how it found an answer: {@code TCP_MISS:HIER_DIRECT}. */
    private static void product(String rest, Draft draft) {
        String last = rest.strip();
        int colon = last.indexOf(':');
        if (last.indexOf("_") > 0 && colon > 0 && isUpper(last)) {
            SquidLine.describe(last.substring(0, colon), last.substring(colon + 1), draft);
            return;
        }
        String program = Texts.lower(String.valueOf(draft.text("process.name")));
        String file = Texts.lower(String.valueOf(draft.text("log.file.path")));
        if (program.startsWith("nginx") || file.contains("nginx")) {
            Fields.dataset(draft, "nginx", "access");
        } else if (program.startsWith("apache")
                || program.startsWith("httpd")
                || file.contains("apache")
                || file.contains("httpd")) {
            Fields.dataset(draft, "apache", "access");
        }
    }

    private static boolean isUpper(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'A' && c <= 'Z') && c != '_' && c != ':') {
                return false;
            }
        }
        return true;
    }
}
