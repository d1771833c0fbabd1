package dev.tocsin.rules.eval;

import dev.tocsin.rules.value.Fold;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Folded text as UTF-8. On such bytes equals, starts with, ends with and contains mean the same as
 * on characters, because no character's bytes begin inside another's. A surrogate without its
 * partner is written as three bytes like any character of its range, so that it equals nothing but
 * itself.
 */
final class FoldedBytes {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private FoldedBytes() {}

    /** The bytes of the folded text. */
    static byte[] of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean ascii = bytes.length == text.length();
        return ascii && (!foldAscii(bytes) || !hasSurrogate(text))
                ? bytes
                : encode(Fold.fold(text));
    }

    /** The encoder puts one question mark for a surrogate without its partner. */
    private static boolean hasSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Folds eight letters at a time: a byte from A to Z gets the bit that makes it small.
     *
     * @return whether there may be a question mark
     */
    private static boolean foldAscii(byte[] bytes) {
        long questions = 0;
        int at = 0;
        for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            long fromA = eight + (0x80 - 'A') * ONES;
            long pastZ = eight + (0x80 - 'Z' - 1) * ONES;
            long question = eight ^ ('?' * ONES);
            questions |= (question - ONES) & ~question & HIGH;
            LONGS.set(bytes, at, eight | (((fromA & ~pastZ) & HIGH) >>> 2));
        }
        boolean question = questions != 0;
        for (; at < bytes.length; at++) {
            byte b = bytes[at];
            question |= b == '?';
            if (b >= 'A' && b <= 'Z') {
                bytes[at] = (byte) (b | 0x20);
            }
        }
        return question;
    }

    private static byte[] encode(String folded) {
        byte[] bytes = new byte[folded.length() * 3];
        int length = 0;
        for (int i = 0; i < folded.length(); ) {
            int c = folded.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else {
                length = encode(c, bytes, length);
            }
        }
        return Arrays.copyOf(bytes, length);
    }

    private static int encode(int c, byte[] bytes, int from) {
        int at = from;
        if (c < 0x800) {
            bytes[at++] = (byte) (0xc0 | (c >> 6));
        } else {
            if (c < 0x10000) {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
            } else {
                bytes[at++] = (byte) (0xf0 | (c >> 18));
                bytes[at++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            }
            bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        bytes[at++] = (byte) (0x80 | (c & 0x3f));
        return at;
    }
}
