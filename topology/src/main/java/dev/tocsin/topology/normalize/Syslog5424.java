package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A line of RFC 5424 behind its priority: {@code 1 2026-01-01T12:00:00Z web1 app 42 ID7 [sd@32473
 * a="b"] text}. Structured data stands under {@code log.syslog.structured_data}.
 */
final class Syslog5424 {
    private static final String NIL = "-";

    /** The most parameters that are kept. */
    private static final int MOST_PARAMETERS = 500;

    private Syslog5424() {}

    /**
     * The text behind the header; null, with nothing moved or put, if the line is of another form.
     */
    static @Nullable String strip(Scan scan, int priority, Draft draft) {
        int begin = scan.at();
        String version = scan.digits(2);
        boolean fits = !version.isEmpty() && scan.skip(' ') && beginsLikeATime(scan.next());
        String time = fits ? scan.word() : "";
        String host = scan.word();
        String program = scan.word();
        String process = scan.word();
        String message = scan.word();
        ObjectNode data = Json.object();
        if (!fits || message.isEmpty() || !structuredData(scan, data)) {
            scan.moveTo(begin);
            return null;
        }
        SyslogPriority.put(priority, draft);
        draft.put("log.syslog.version", version);
        draft.time(time.equals(NIL) ? null : TextNode.valueOf(time));
        draft.put("host.name", value(host));
        program(value(program), value(process), draft);
        draft.put("log.syslog.msgid", value(message));
        draft.put("log.syslog.structured_data", data.isEmpty() ? null : data);
        draft.step("syslog-header");
        scan.skip(' ');
        scan.skip('\uFEFF');
        return scan.rest();
    }

    private static boolean beginsLikeATime(char c) {
        return Scan.isDigit(c) || c == '-';
    }

    private static void program(@Nullable String name, @Nullable String id, Draft draft) {
        draft.put("process.name", name);
        if (id != null && !draft.putNumber("process.pid", TextNode.valueOf(id))) {
            draft.put("log.syslog.procid", id);
        }
    }

    private static @Nullable String value(String word) {
        return word.equals(NIL) ? null : word;
    }

    /** Reads {@code -} or {@code [id a="b"][id c="d"]}; false if there is neither. */
    static boolean structuredData(Scan scan, ObjectNode data) {
        if (scan.skip(NIL)) {
            return true;
        }
        boolean any = false;
        int parameters = 0;
        while (scan.skip('[')) {
            ObjectNode element = data.withObjectProperty(name(scan));
            for (scan.spaces(); !scan.atEnd() && scan.next() != ']'; scan.spaces()) {
                String name = name(scan);
                if (name.isEmpty()
                        || !scan.skip('=')
                        || !value(scan, name, element, parameters++)) {
                    return false;
                }
            }
            any = scan.skip(']');
        }
        return any;
    }

    private static boolean value(Scan scan, String name, ObjectNode element, int parameters) {
        String value = parameter(scan);
        if (value != null && parameters < MOST_PARAMETERS) {
            element.put(name, value);
        }
        return value != null;
    }

    private static String name(Scan scan) {
        StringBuilder name = new StringBuilder();
        while (!scan.atEnd() && " =]\"".indexOf(scan.next()) < 0) {
            name.append(scan.next());
            scan.moveTo(scan.at() + 1);
        }
        return name.toString();
    }

    /** Between quotes; a backslash stands before a quote, a backslash or a closing bracket. */
    private static @Nullable String parameter(Scan scan) {
        if (!scan.skip('"')) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        while (!scan.atEnd() && scan.next() != '"') {
            if (scan.skip('\\') && "\"\\]".indexOf(scan.next()) < 0) {
                value.append('\\');
                continue;
            }
            value.append(scan.next());
            scan.moveTo(scan.at() + 1);
        }
        return scan.skip('"') ? value.toString() : null;
    }
}
