package dev.tocsin.desk.backup;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, each of a bounded length. */
final class Lines {
    /** A document of 16 MB, the most that MongoDB takes, and what JSON adds to it. */
    static final int MAX_BYTES = 48 * 1024 * 1024;

    private final InputStream in;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /**
     * The next line that is not empty; null at the end.
     *
     * @throws IOException when the upload breaks off, or a line is too long
     */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next != '\n') {
                add(line, next);
            } else if (line.size() > 0) {
                break;
            }
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    private static void add(ByteArrayOutputStream line, int next) throws IOException {
        if (line.size() == MAX_BYTES) {
            throw new IOException(
                    "Expected lines of at most " + MAX_BYTES + " bytes, but found a longer one");
        }
        line.write(next);
    }
}
