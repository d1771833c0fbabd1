package dev.tocsin.rules.correlate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the parts of our binary forms: variable-length integers of 7 bits a byte, the low bits
 * first, and texts that are written once and then referred to by number. {@link BinaryReader} reads
 * them back.
 */
final class BinaryWriter {
    /** More texts than these are not looked for one by one. */
    private static final int FEW = 16;

    private final List<String> texts = new ArrayList<>(8);
    private @Nullable Map<String, Integer> numbers;
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
        fixed(Double.doubleToLongBits(value));
    }

    /** 64 bits, the high ones first. */
    void fixed(long bits) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            octet((int) (bits >>> shift));
        }
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    /**
     * A text: its number, counted from 1, if it is one of {@link CommonTexts} or was written
     * before; else 0, length and UTF-8.
     */
    void text(String value) {
        int known = known(value);
        if (known != 0) {
            number(known);
            return;
        }
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        number(0);
        number(encoded.length);
        bytes(encoded);
    }

    /** The number of a text; 0, and from now on one, if it has none. */
    private int known(String value) {
        int common = CommonTexts.number(value);
        if (common != 0) {
            return common;
        }
        if (numbers != null) {
            Integer number = numbers.putIfAbsent(value, CommonTexts.COUNT + numbers.size() + 1);
            return number == null ? 0 : number;
        }
        int at = texts.indexOf(value);
        if (at < 0) {
            remember(value);
        }
        return at < 0 ? 0 : CommonTexts.COUNT + at + 1;
    }

    private void remember(String value) {
        texts.add(value);
        if (texts.size() > FEW) {
            Map<String, Integer> all = new HashMap<>();
            for (String text : texts) {
                all.put(text, CommonTexts.COUNT + all.size() + 1);
            }
            numbers = all;
        }
    }

    /** Bytes as they are. */
    void bytes(byte[] value) {
        bytes(value, 0, value.length);
    }

    /** Some bytes of an array as they are. */
    void bytes(byte[] from, int start, int length) {
        reserve(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    /** What another one has written. */
    void append(BinaryWriter other) {
        bytes(other.bytes, 0, other.size);
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
