package dev.tocsin.bridge.split;

import dev.tocsin.bridge.split.Item.Event;
import dev.tocsin.bridge.split.Item.Malformed;
import dev.tocsin.bridge.split.ObjectCheck.Found.Broken;
import dev.tocsin.bridge.split.ObjectCheck.Found.Complete;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits one body into its items: one JSON object, an array of objects, a {@linkplain RecordList
 * wrapper} of records, newline-delimited JSON, or any of these one after the other. Every byte that
 * is not white space or an array's punctuation belongs to exactly one item: what is no object is
 * {@link Malformed}, and reading goes on behind it. Time is linear in the length of the body. One
 * splitter reads one body.
 */
public final class BodySplitter {
    private final byte[] body;
    private final int maxItems;
    private final List<Item> items = new ArrayList<>();

    private BodySplitter(byte[] body, int maxItems) {
        this.body = body;
        this.maxItems = maxItems;
    }

    /**
     * Splits a body.
     *
     * @param lineDelimited whether the sender declared newline-delimited JSON: then no item goes
     *     past the end of a line
     * @param maxItems the most items that are taken
     */
    public static Split split(byte[] body, boolean lineDelimited, int maxItems) {
        BodySplitter splitter = new BodySplitter(body, maxItems);
        int from = splitter.afterByteOrderMark();
        if (Bytes.skipSpace(body, from, body.length) == body.length) {
            splitter.malformed(
                    0,
                    body.length,
                    "Expected a JSON object, an array or NDJSON, but found nothing");
        } else if (lineDelimited) {
            splitter.lines(from);
        } else {
            splitter.documents(from, body.length);
        }
        return splitter.full() ? new Split.TooMany(maxItems) : new Split.Items(splitter.items);
    }

    private int afterByteOrderMark() {
        boolean marked =
                body.length >= 3
                        && body[0] == (byte) 0xef
                        && body[1] == (byte) 0xbb
                        && body[2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }

    private void lines(int start) {
        for (int from = start; from < body.length && !full(); ) {
            int end = Bytes.lineEnd(body, from, body.length);
            documents(from, end);
            from = end + 1;
        }
    }

    private void documents(int start, int to) {
        int at = Bytes.skipSpace(body, start, to);
        while (at < to && !full()) {
            at =
                    switch (body[at]) {
                        case '{' -> document(at, to);
                        case '[' -> array(at, to);
                        default -> noDocument(at, to);
                    };
            at = Bytes.skipSpace(body, at, to);
        }
    }

    private int document(int from, int to) {
        return switch (ObjectCheck.read(body, from, to)) {
            case Complete(int end) -> eventOrWrapper(from, end);
            case Broken(int failedAt, String reason) ->
                    malformed(from, Brackets.endOfDocument(body, from, failedAt, to), reason);
        };
    }

    /** A wrapper whose records are not all objects is an event of its own. */
    private int eventOrWrapper(int from, int to) {
        int list = RecordList.open(body, from, to);
        if (list == RecordList.NONE) {
            return event(from, to);
        }
        int before = items.size();
        array(list, to);
        List<Item> records = items.subList(before, items.size());
        if (records.stream().anyMatch(Malformed.class::isInstance)) {
            records.clear();
            return event(from, to);
        }
        return to;
    }

    private int noDocument(int from, int to) {
        return malformed(
                from,
                Bytes.lineEnd(body, from, to),
                expected("a JSON object or an array", from, to));
    }

    private int array(int open, int to) {
        int at = Bytes.skipSpace(body, open + 1, to);
        if (at < to && body[at] == ']') {
            return at + 1;
        }
        int before = items.size();
        while (at < to && !full()) {
            at = Bytes.skipSpace(body, element(at, to), to);
            if (at < to && body[at] == ']') {
                return at + 1;
            }
            if (at < to && body[at] == ',') {
                at = Bytes.skipSpace(body, at + 1, to);
            }
        }
        boolean toldAlready = items.size() > before && items.getLast() instanceof Malformed;
        return full() || toldAlready ? to : malformed(to, to, expected("\",\" or \"]\"", to, to));
    }

    private int element(int from, int to) {
        if (body[from] != '{') {
            return malformedElement(from, to, expected("a JSON object", from, to));
        }
        return switch (ObjectCheck.read(body, from, to)) {
            case Complete(int end) -> event(from, end);
            case Broken(int _, String reason) -> malformedElement(from, to, reason);
        };
    }

    private int malformedElement(int from, int to, String reason) {
        return malformed(from, Brackets.endOfElement(body, from, to), reason);
    }

    private String expected(String what, int at, int to) {
        String found = at < to ? Bytes.show(body[at]) : "the end";
        return "Expected " + what + " at byte " + at + " of the body, but found " + found;
    }

    private int event(int from, int to) {
        items.add(new Event(from, to));
        return to;
    }

    private int malformed(int from, int to, String reason) {
        items.add(new Malformed(from, Bytes.trimEnd(body, from, to), reason));
        return to;
    }

    private boolean full() {
        return items.size() > maxItems;
    }
}
