package dev.tocsin.rules.correlate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BinaryWriter} wrote.
 *
 * <p>Every method throws {@link IllegalArgumentException} when the bytes are not what was written.
 */
final class BinaryReader {
    private final byte[] bytes;
    private final int end;
    private final String what;
    private @Nullable List<String> texts;
    private int at;

    /**
     * @param what what the bytes should be, for messages
     */
    BinaryReader(byte[] bytes, String what) {
        this(bytes, 0, bytes.length, what);
    }

    /**
     * Reads a part of the bytes.
     *
     * @param end where it ends, exclusive
     */
    BinaryReader(byte[] bytes, int from, int end, String what) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.what = what;
    }

    /** Where the next byte lies. */
    int at() {
        return at;
    }

    /** Reads the version byte of a form. */
    void version(int expected) {
        int found = octet();
        if (found != expected) {
            throw new IllegalArgumentException(
                    "Expected " + what + " of version " + expected + ", but found " + found);
        }
    }

    int octet() {
        if (at >= end) {
            throw broken();
        }
        return bytes[at++] & 0xFF;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = octet();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw broken();
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    double decimal() {
        return Double.longBitsToDouble(fixed());
    }

    /** 64 bits, the high ones first. */
    long fixed() {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | octet();
        }
        return bits;
    }

    boolean flag() {
        return octet() != 0;
    }

    /** The number of items of a list; each takes at least one byte. */
    int size() {
        long value = number();
        if (value < 0 || value > end - at) {
            throw broken();
        }
        return (int) value;
    }

    String text() {
        long known = number();
        if (known != 0) {
            return known(known);
        }
        int length = size();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        remember(value);
        return value;
    }

    private String known(long number) {
        if (number > 0 && number <= CommonTexts.COUNT) {
            return CommonTexts.text((int) number);
        }
        if (texts == null || number < 0 || number > CommonTexts.COUNT + texts.size()) {
            throw broken();
        }
        return texts.get((int) number - CommonTexts.COUNT - 1);
    }

    private void remember(String value) {
        if (texts == null) {
            texts = new ArrayList<>();
        }
        texts.add(value);
    }

    /** So many bytes as they are. */
    byte[] bytes(int length) {
        if (length < 0 || length > end - at) {
            throw broken();
        }
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** Whether nothing follows. */
    boolean isAtEnd() {
        return at == end;
    }

    /** Checks that nothing follows. */
    void end() {
        if (at != end) {
            throw broken();
        }
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException(
                "Expected " + what + ", but its " + bytes.length + " bytes break at " + at);
    }
}
