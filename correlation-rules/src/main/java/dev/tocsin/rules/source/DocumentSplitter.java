package dev.tocsin.rules.source;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a YAML stream at its document markers, so that a syntax error in one document does not
 * hide the others. A line that begins with {@code ---} is a marker everywhere, even in a quoted
 * text (YAML 1.2.2, production 206 c-forbidden), which makes this exact.
 */
final class DocumentSplitter {
    /** One document's text and the number of lines before it in the file. */
    record Part(String text, int linesBefore) {}

    private final List<Part> parts = new ArrayList<>();
    private StringBuilder text = new StringBuilder();
    private int linesBefore;
    private boolean hasContent;

    private DocumentSplitter() {}

    static List<Part> split(String stream) {
        DocumentSplitter splitter = new DocumentSplitter();
        List<String> lines = stream.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            splitter.line(lines.get(i), i);
        }
        splitter.finish(lines.size());
        return splitter.parts;
    }

    private void line(String line, int number) {
        if (isMarker(line, "---") && hasContent) {
            finish(number);
        }
        boolean blank = line.isBlank() || line.startsWith("#") || line.startsWith("%");
        hasContent |= !blank;
        text.append(line).append('\n');
        if (isMarker(line, "...")) {
            finish(number + 1);
        }
    }

    private void finish(int nextLine) {
        if (hasContent) {
            parts.add(new Part(text.toString(), linesBefore));
        }
        text = new StringBuilder();
        linesBefore = nextLine;
        hasContent = false;
    }

    private static boolean isMarker(String line, String marker) {
        return line.startsWith(marker)
                && (line.length() == marker.length()
                        || Character.isWhitespace(line.charAt(marker.length())));
    }
}
