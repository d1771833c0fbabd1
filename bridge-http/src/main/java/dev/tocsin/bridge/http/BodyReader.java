package dev.tocsin.bridge.http;

import dev.tocsin.bridge.ByteBudget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads bodies into memory that the budget has room for, up to a limit. Thread-safe. */
final class BodyReader {
    private static final int CHUNK = 16 << 10;

    private final ByteBudget budget;
    private final int limit;

    BodyReader(ByteBudget budget, int limit) {
        this.budget = budget;
        this.limit = limit;
    }

    /**
     * Reads a stream to its end.
     *
     * @param declared the length that the sender declared, or -1
     */
    Body read(InputStream in, long declared) throws IOException {
        if (declared > limit) {
            return new Body.TooLarge();
        }
        int first = declared >= 0 ? (int) declared : CHUNK;
        return budget.tryTake(first) ? new Reading(first).to(in) : new Body.Overloaded();
    }

    /** One body that is being read; gives back what it took unless the body is whole. */
    private final class Reading {
        private byte[] bytes;
        private int length;

        Reading(int taken) {
            this.bytes = new byte[taken];
        }

        Body to(InputStream in) throws IOException {
            boolean whole = false;
            try {
                Body body = readAll(in);
                whole = body instanceof Body.Read;
                return body;
            } finally {
                if (!whole) {
                    budget.give(bytes.length);
                }
            }
        }

        private Body readAll(InputStream in) throws IOException {
            while (true) {
                length += in.readNBytes(bytes, length, bytes.length - length);
                int next = in.read();
                if (next < 0) {
                    return new Body.Read(
                            length == bytes.length ? bytes : Arrays.copyOf(bytes, length),
                            bytes.length);
                }
                if (length >= limit) {
                    return new Body.TooLarge();
                }
                if (!grow()) {
                    return new Body.Overloaded();
                }
                bytes[length++] = (byte) next;
            }
        }

        private boolean grow() {
            int more = Math.min(Math.max(CHUNK, bytes.length), limit - bytes.length);
            boolean taken = budget.tryTake(more);
            if (taken) {
                bytes = Arrays.copyOf(bytes, bytes.length + more);
            }
            return taken;
        }
    }
}
