package dev.tocsin.desk.veris;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into records without changing a byte of them: the items of a JSON array, or objects
 * one after another (one object, NDJSON). Memory is that of one record.
 */
final class Splitter {
    private static final int END = -1;

    /** The first byte of a byte order mark in UTF-8, and how many follow. */
    private static final int MARK = 0xEF;

    private static final int MARK_REST = 2;

    private final InputStream in;
    private boolean started;
    private boolean array;
    private int pushed = END;

    Splitter(InputStream in) {
        this.in = new BufferedInputStream(in, 65_536);
    }

    /** The next record, also when it is none; null at the end. One that is too large is cut off. */
    byte @Nullable [] next() throws IOException {
        int first = skipBetween();
        if (!started && first == MARK) {
            in.readNBytes(MARK_REST);
            first = skipBetween();
        }
        if (!started && first == '[') {
            array = true;
            started = true;
            first = skipBetween();
        }
        started = true;
        if (first == END) {
            return null;
        }
        return first == '{' ? object() : line(first);
    }

    private int skipBetween() throws IOException {
        int found = read();
        while (isBlank(found) || (started && array && (found == ',' || found == ']'))) {
            found = read();
        }
        return found;
    }

    private byte[] object() throws IOException {
        Kept kept = new Kept();
        kept.add('{');
        int depth = 1;
        boolean text = false;
        while (depth > 0) {
            int found = read();
            if (found == END) {
                break;
            }
            kept.add(found);
            if (text && found == '\\') {
                kept.add(read());
            } else if (found == '"') {
                text = !text;
            } else if (!text) {
                depth += found == '{' || found == '[' ? 1 : found == '}' || found == ']' ? -1 : 0;
            }
        }
        return kept.bytes();
    }

    /** What is no object: to the end of the line, or of the array's item. */
    private byte[] line(int first) throws IOException {
        Kept kept = new Kept();
        int found = first;
        while (found != END && found != '\n' && !(array && (found == ',' || found == '{'))) {
            kept.add(found);
            found = read();
        }
        if (found == '{') {
            pushed = found;
        }
        return kept.bytes();
    }

    private int read() throws IOException {
        if (pushed != END) {
            int found = pushed;
            pushed = END;
            return found;
        }
        return in.read();
    }

    private static boolean isBlank(int found) {
        return found == ' ' || found == '\t' || found == '\n' || found == '\r';
    }

    /** The bytes of one record, at most one more than a record may have. */
    private static final class Kept {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);

        void add(int found) {
            if (found != END && bytes.size() <= VerisDocument.MAX_BYTES) {
                bytes.write(found);
            }
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
