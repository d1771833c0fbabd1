package dev.tocsin.rules.correlate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes the parts of our binary forms: variable-length integers of 7 bits a byte, the low bits
 * first, and texts that are written once and then referred to by number. {@link BinaryReader} reads
 * them back.
 */
final class BinaryWriter {
    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes = new byte[256];
    private int size;

    void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, size * 2));
        }
    }

    /** An integer that is rarely negative. */
    void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            octet((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** An integer that may be negative, short when it is near zero. */
    void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    void decimal(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (bits >>> shift));
        }
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /** A text: its number, counted from 1, if it was written before; else 0, length and UTF-8. */
    void text(String value) {
        Integer known = texts.putIfAbsent(value, texts.size() + 1);
        if (known != null) {
            number(known);
            return;
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(0);
        number(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
