package dev.tocsin.rules.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From grams, four bytes in an int, to the strings that have them, behind a filter of one bit for
 * each of many hashes. Immutable.
 */
final class GramTable {
    private static final int NONE = -1;
    private static final int MIX = 0x9E3779B1;

    /** Bits of the filter for each gram: of the places without a gram, so few pass it. */
    private static final int BITS_EACH = 32;

    private static final int LEAST_BITS = 512;

    private final long[] filter;
    private final int filterShift;
    private final int[] grams;
    private final int[] heads;
    private final int slotShift;
    private final int[] nextEntry;
    private final int[] numbers;
    private final int[] offsets;

    private GramTable(Builder builder) {
        int count = builder.entries.size();
        int bits = powerOfTwo(Math.max(LEAST_BITS, count * BITS_EACH));
        this.filter = new long[bits / Long.SIZE];
        this.filterShift = Integer.SIZE - Integer.numberOfTrailingZeros(bits);
        int slots = powerOfTwo(Math.max(4, count * 2));
        this.grams = new int[slots];
        this.heads = new int[slots];
        this.slotShift = Integer.SIZE - Integer.numberOfTrailingZeros(slots);
        this.nextEntry = new int[count];
        this.numbers = new int[count];
        this.offsets = new int[count];
        Arrays.fill(heads, NONE);
        for (int entry = 0; entry < count; entry++) {
            put(entry, builder.entries.get(entry));
        }
    }

    private void put(int entry, Entry of) {
        numbers[entry] = of.number;
        offsets[entry] = of.offset;
        int hash = (of.gram * MIX) >>> filterShift;
        filter[hash / Long.SIZE] |= 1L << hash;
        int slot = slot(of.gram);
        nextEntry[entry] = heads[slot];
        grams[slot] = of.gram;
        heads[slot] = entry;
    }

    private static int powerOfTwo(int atLeast) {
        return Integer.highestOneBit(Math.max(1, atLeast - 1)) << 1;
    }

    boolean isEmpty() {
        return numbers.length == 0;
    }

    /** False only if no string has the gram. */
    boolean mayHave(int gram) {
        int hash = (gram * MIX) >>> filterShift;
        return (filter[hash / Long.SIZE] & (1L << hash)) != 0;
    }

    /** The first entry of a gram, or a negative number. */
    int first(int gram) {
        return heads[slot(gram)];
    }

    /** The entry after another one of the same gram, or a negative number. */
    int next(int entry) {
        return nextEntry[entry];
    }

    /** The number of the string of an entry. */
    int number(int entry) {
        return numbers[entry];
    }

    /** Where in its string the gram of an entry begins. */
    int offset(int entry) {
        return offsets[entry];
    }

    private int slot(int gram) {
        int mask = heads.length - 1;
        int slot = (gram * MIX) >>> slotShift;
        while (heads[slot] != NONE && grams[slot] != gram) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private record Entry(int gram, int number, int offset) {}

    static final class Builder {
        private final List<Entry> entries = new ArrayList<>();

        void add(int gram, int number, int offset) {
            entries.add(new Entry(gram, number, offset));
        }

        GramTable build() {
            return new GramTable(this);
        }
    }
}
