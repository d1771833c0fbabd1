package dev.tocsin.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The little of DER (X.690) that is needed to wrap a private key. */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xA0;

    private Der() {}

    /** An element with a tag and contents. */
    static byte[] element(int tag, byte[]... contents) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : contents) {
            all.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        writeLength(out, all.size());
        out.writeBytes(all.toByteArray());
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }

    /**
     * The contents of the first element with a tag inside a sequence, or null.
     *
     * @throws IndexOutOfBoundsException when the bytes end too early
     */
    static byte @Nullable [] find(byte[] sequence, int tag) {
        int at = contentsAt(sequence, 0);
        while (at < sequence.length) {
            int from = contentsAt(sequence, at);
            int to = from + lengthAt(sequence, at);
            if ((sequence[at] & 0xff) == tag) {
                return Arrays.copyOfRange(sequence, from, to);
            }
            at = to;
        }
        return null;
    }

    private static int lengthAt(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return length;
    }

    private static int contentsAt(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }
}
