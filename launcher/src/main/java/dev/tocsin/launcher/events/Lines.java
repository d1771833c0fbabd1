package dev.tocsin.launcher.events;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines as bytes, and none of them longer than a limit. */
final class Lines {
    /** The longest line that is kept. */
    static final int MAX_BYTES = 32 << 20;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long number;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * A line without its end.
     *
     * @param number from 1
     * @param tooLong whether the rest was left out
     */
    record Line(long number, byte[] bytes, boolean tooLong) {
        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** The next line that is not blank, or null at the end. */
    @Nullable Line next() throws IOException {
        Line line = read();
        while (line != null && line.isBlank()) {
            line = read();
        }
        return line;
    }

    private @Nullable Line read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            int keep = Math.min(at - from, MAX_BYTES - bytes.size());
            bytes.write(buffer, from, keep);
            tooLong |= keep < at - from;
            if (at < end) {
                at++;
                break;
            }
        }
        return any ? new Line(++number, bytes.toByteArray(), tooLong) : null;
    }

    /** Everything that no line was made of yet. */
    InputStream rest() {
        return new SequenceInputStream(new ByteArrayInputStream(buffer, at, end - at), in);
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
