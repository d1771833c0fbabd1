package dev.tocsin.desk.veris;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends with a fault when it has more bytes than it may. */
final class Bounded extends FilterInputStream {
    private final long max;
    private long count;

    Bounded(InputStream in, long max) {
        super(in);
        this.max = max;
    }

    @Override
    public int read() throws IOException {
        int found = super.read();
        if (found >= 0) {
            count(1);
        }
        return found;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int found = super.read(into, from, length);
        if (found > 0) {
            count(found);
        }
        return found;
    }

    private void count(int more) throws TooLarge {
        count += more;
        if (count > max) {
            throw new TooLarge("Expected at most " + max + " bytes, but found more");
        }
    }

    /** There are more bytes than there may be. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }
}
