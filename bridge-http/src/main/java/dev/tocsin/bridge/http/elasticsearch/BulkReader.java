package dev.tocsin.bridge.http.elasticsearch;

import dev.tocsin.bridge.split.OneObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the body of a bulk request into its entries. Every line that is not blank belongs to exactly
 * one entry; a line that should be an action and is none takes the next one with it, unless that is
 * an action. The line feed at the end may be missing. One reader reads one body.
 */
final class BulkReader {
    private final byte[] body;
    private final ActionLine actions;
    private final int maxEntries;
    private final List<BulkEntry> entries = new ArrayList<>();
    private int at;
    private int line;

    private BulkReader(byte[] body, ActionLine actions, int maxEntries) {
        this.body = body;
        this.actions = actions;
        this.maxEntries = maxEntries;
    }

    /** The entries, in the body's order; one more than the limit when there are more. */
    static List<BulkEntry> read(byte[] body, ActionLine actions, int maxEntries) {
        BulkReader reader = new BulkReader(body, actions, maxEntries);
        for (Line action = reader.next(); action != null; action = reader.next()) {
            reader.entry(action);
        }
        return reader.entries;
    }

    private void entry(Line first) {
        BulkAction action = actions.read(body, first.from(), first.to());
        if (action == null) {
            entries.add(entry(actions.none(noAction(first)), first, documentOfNoAction()));
        } else if (action.hasDocument()) {
            entries.add(withDocument(action, first));
        } else {
            entries.add(entry(action, first, null));
        }
    }

    private BulkEntry withDocument(BulkAction action, Line first) {
        Line document = next();
        BulkAction found =
                document == null && action.defect() == null
                        ? action.withDefect(
                                "Expected a document behind line "
                                        + first.number()
                                        + ", but found the end")
                        : action;
        return entry(found, first, document);
    }

    private @Nullable Line documentOfNoAction() {
        Line next = next();
        if (next != null && actions.read(body, next.from(), next.to()) != null) {
            at = next.from();
            line = next.number() - 1;
            return null;
        }
        return next;
    }

    private static String noAction(Line line) {
        return "Expected {\"index\":{…}} or {\"create\":{…}} in line "
                + line.number()
                + ", but found something else";
    }

    private BulkEntry entry(BulkAction action, Line first, @Nullable Line document) {
        int end = document == null ? first.to() : document.to();
        String defect = action.defect();
        if (defect == null && document != null) {
            defect = OneObject.defect(body, document.from(), document.to());
        }
        int from = defect == null && document != null ? document.from() : first.from();
        return new BulkEntry(action, Arrays.copyOfRange(body, from, end), defect);
    }

    /** The next line that is not blank, without the white space around it. */
    private @Nullable Line next() {
        while (at < body.length && entries.size() <= maxEntries) {
            int from = at;
            int end = lineEnd(from);
            at = end + 1;
            line++;
            Line trimmed = Line.trimmed(body, from, end, line);
            if (trimmed.from() < trimmed.to()) {
                return trimmed;
            }
        }
        return null;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    /** A range of the body. */
    private record Line(int from, int to, int number) {
        static Line trimmed(byte[] body, int from, int to, int number) {
            int start = from;
            int end = to;
            while (start < end && isSpace(body[start])) {
                start++;
            }
            while (end > start && isSpace(body[end - 1])) {
                end--;
            }
            return new Line(start, end, number);
        }

        private static boolean isSpace(byte value) {
            return value == ' ' || value == '\t' || value == '\r';
        }
    }
}
