package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of the Common Event Format: {@code CEF:0|vendor|product|version|id|name|severity|key=value
 * key=value}. In the header a backslash stands before a bar, in the extension before an equals
 * sign; a value goes on until the next key. Own names stand under {@code cef.extensions}, and those
 * of labelled fields ({@code cs1}, {@code cs1Label}) under {@code cef.labels} by their labels.
 */
final class CefLine {
    private static final String BEGINNING = "CEF:";
    private static final String LABEL = "Label";
    private static final int HEADER_PARTS = 7;
    private static final int MOST_FIELDS = 500;
    private static final int LONGEST_KEY = 100;

    private CefLine() {}

    static boolean recognizes(String line) {
        return line.startsWith(BEGINNING) && line.indexOf('|') > 0;
    }

    static void read(String line, Draft draft) {
        Scan scan = new Scan(line);
        List<String> header = header(scan);
        if (header.size() < HEADER_PARTS) {
            draft.problem(
                    "Expected a CEF header of seven parts, but found %d".formatted(header.size()));
            return;
        }
        draft.step("cef");
        draft.put("cef.version", header.get(0).substring(BEGINNING.length()).strip());
        Fields.put(draft, "cef.device.vendor", header.get(1));
        Fields.put(draft, "cef.device.product", header.get(2));
        Fields.put(draft, "cef.device.version", header.get(3));
        Fields.put(draft, "event.code", header.get(4));
        Fields.put(draft, "cef.name", header.get(5));
        Fields.put(draft, "cef.severity", header.get(6));
        DeviceFields.severity(draft, header.get(6));
        ObjectNode fields = extension(scan.rest());
        if (!fields.isEmpty()) {
            draft.put("cef.extensions", fields);
        }
        labels(fields, draft);
        DeviceFields.message(draft, Json.text(fields, "msg"), header.get(5));
        DeviceFields.toEcs(fields, draft);
        DeviceFields.device(draft, header.get(1), header.get(2), header.get(3));
    }

    private static List<String> header(Scan scan) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        while (!scan.atEnd() && parts.size() < HEADER_PARTS) {
            char c = scan.next();
            scan.moveTo(scan.at() + 1);
            if (c == '\\' && (scan.next() == '|' || scan.next() == '\\')) {
                part.append(scan.next());
                scan.moveTo(scan.at() + 1);
            } else if (c == '|') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (parts.size() < HEADER_PARTS && !part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    /** Each equals sign without a backslash ends a key, which ends the value before it. */
    private static ObjectNode extension(String text) {
        ObjectNode fields = Json.object();
        String key = null;
        int valueBegin = 0;
        int space = -1;
        for (int i = 0; i < text.length() && fields.size() < MOST_FIELDS; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ' ') {
                space = i;
            } else if (c == '=' && isKey(text, space + 1, i) && space + 1 >= valueBegin) {
                if (key != null) {
                    put(fields, key, text.substring(valueBegin, Math.max(valueBegin, space)));
                }
                key = text.substring(space + 1, i);
                valueBegin = i + 1;
            }
        }
        if (key != null && fields.size() < MOST_FIELDS) {
            put(fields, key, text.substring(valueBegin));
        }
        return fields;
    }

    private static boolean isKey(String text, int from, int to) {
        if (from >= to || to - from > LONGEST_KEY) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "_-.[]".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static void put(ObjectNode fields, String key, String value) {
        if (!fields.has(key)) {
            fields.put(key, unescaped(value.strip()));
        }
    }

    private static String unescaped(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                switch (value.charAt(i)) {
                    case 'n' -> text.append('\n');
                    case 'r' -> text.append('\r');
                    case '=', '\\', '|' -> text.append(value.charAt(i));
                    default -> text.append(c).append(value.charAt(i));
                }
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static void labels(ObjectNode fields, Draft draft) {
        ObjectNode labels = Json.object();
        fields.forEachEntry(
                (name, label) -> {
                    String of = name.substring(0, Math.max(0, name.length() - LABEL.length()));
                    if (name.endsWith(LABEL) && fields.has(of)) {
                        labels.set(label.asText().replace('.', '_'), fields.get(of));
                    }
                });
        if (!labels.isEmpty()) {
            draft.put("cef.labels", labels);
        }
    }
}
