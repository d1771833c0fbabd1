package dev.tocsin.bridge.http.loki;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the labels of a stream, {@code {job="web", path="C:\\logs"}}: names of letters, digits,
 * dots, {@code _} and {@code :}, or quoted; values in double quotes with the escapes of Go's
 * strings, or in backquotes without any. One reader reads one text.
 */
final class LokiLabels {
    private final GoText text;
    private final Map<String, String> labels = new LinkedHashMap<>();

    private LokiLabels(GoText text) {
        this.text = text;
    }

    /** The labels are not what they should be. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String expected, int at) {
            super("Expected " + expected + " at character " + at + " of the labels");
        }
    }

    /** The labels in their order. */
    static Map<String, String> parse(String labels) throws Malformed {
        LokiLabels reader = new LokiLabels(new GoText(labels));
        reader.all();
        return reader.labels;
    }

    private void all() throws Malformed {
        text.expect('{');
        while (!text.at('}')) {
            pair();
            if (!text.at('}')) {
                text.expect(',');
            }
        }
        text.expect('}');
        text.expectEnd();
    }

    private void pair() throws Malformed {
        int from = text.position();
        String name = text.at('"') ? text.quoted() : text.name();
        text.expect('=');
        String value = text.at('`') ? text.raw() : text.quoted();
        if (labels.putIfAbsent(name, value) != null) {
            throw new Malformed("each label once", from);
        }
    }
}
