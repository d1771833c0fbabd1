package dev.tocsin.launcher.events;

import dev.tocsin.json.Json;
import dev.tocsin.launcher.events.Lines.Line;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The events of a file, one at a time: one a line, a JSON array, or objects over many lines; plain
 * or gzip, whatever its name is. Which of them it is, its beginning says. Not thread-safe.
 */
public final class EventFile implements Closeable {
    /** Stands for the standard input. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private static final int PROBE = 1 << 16;

    /** The exceptions of the JSON library for this have several types. */
    private static final String UNFINISHED = "Unexpected end-of-input";

    private final InputStream in;
    private final EventSource source;
    private long number;
    private boolean broken;

    private EventFile(InputStream in, boolean text) throws IOException {
        this.in = in;
        this.source = sourceOf(in, text);
    }

    /** Opens a file. */
    public static EventFile open(Path path) throws IOException {
        return of(path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path));
    }

    /** Opens a file in which a line that is no JSON is an event too: its message. */
    public static EventFile openText(Path path) throws IOException {
        return ofText(path.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(path));
    }

    /** The events of a stream, which is closed with this. */
    public static EventFile of(InputStream raw) throws IOException {
        return new EventFile(unpacked(raw), false);
    }

    /** The same, where a line that is no JSON is an event too. */
    public static EventFile ofText(InputStream raw) throws IOException {
        return new EventFile(unpacked(raw), true);
    }

    /** A stream's content: unpacked if it is gzip. */
    public static InputStream unpacked(InputStream raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, PROBE);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered, PROBE) : buffered;
    }

    /** What comes next, or null at the end. */
    public @Nullable Found next() {
        if (broken) {
            return null;
        }
        try {
            return source.next(++number);
        } catch (IOException e) {
            broken = true;
            return new Found.Unreadable(
                    number,
                    "the rest of the file",
                    "Expected to read on, but found: " + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static EventSource sourceOf(InputStream in, boolean asText) throws IOException {
        BufferedInputStream text = new BufferedInputStream(in, PROBE);
        skipMark(text);
        String signs = firstSigns(text);
        if (signs.startsWith("[") && (!asText || signs.equals("[{") || signs.equals("[]"))) {
            return new EventSource.Tokens(text, true);
        }
        Lines lines = new Lines(text);
        Line first = lines.next();
        Line second = first == null ? null : lines.next();
        boolean object = signs.startsWith("{") || !asText;
        return first != null && object && goesOn(first, second)
                ? new EventSource.Tokens(again(first, second, lines), false)
                : new EventSource.ByLine(lines, first, second, asText);
    }

    /** A byte order mark of UTF-8 is no text. */
    private static void skipMark(InputStream in) throws IOException {
        in.mark(3);
        int first = in.read();
        int second = in.read();
        int third = in.read();
        if ((first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE)) {
            throw new IOException(
                    "Expected UTF-8, but found UTF-16: convert the file, for example with iconv");
        }
        if (first != 0xEF || second != 0xBB || third != 0xBF) {
            in.reset();
        }
    }

    /** The first two characters that are not blank, as far as there are any. */
    private static String firstSigns(InputStream in) throws IOException {
        in.mark(PROBE);
        StringBuilder signs = new StringBuilder();
        int sign = in.read();
        for (int i = 1; i < PROBE && sign >= 0 && signs.length() < 2; i++) {
            if (sign > ' ') {
                signs.append((char) sign);
            }
            sign = in.read();
        }
        in.reset();
        return signs.toString();
    }

    /** The text from its beginning, with blank lines, so that places stay right. */
    private static InputStream again(Line first, @Nullable Line second, Lines lines) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        long at = 1;
        for (Line line : second == null ? List.of(first) : List.of(first, second)) {
            while (at++ < line.number()) {
                head.write('\n');
            }
            head.writeBytes(line.bytes());
            head.write('\n');
        }
        return new SequenceInputStream(new ByteArrayInputStream(head.toByteArray()), lines.rest());
    }

    /** Whether the first line is the beginning of an object, and the second is no object. */
    private static boolean goesOn(Line first, @Nullable Line second) {
        try {
            Json.parse(first.bytes());
            return false;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).startsWith(UNFINISHED)
                    && second != null
                    && !isObject(second);
        }
    }

    private static boolean isObject(Line line) {
        try {
            return Json.parse(line.bytes()).isObject();
        } catch (IOException _) {
            return false;
        }
    }
}
