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

    /**
     * Writes the places of a text at which a gram of four bytes may begin. Without a branch: which
     * places pass cannot be foreseen.
     *
     * @return how many there are
     */
    int fours(byte[] text, int[] hits) {
        long[] bits = filter;
        int shift = filterShift;
        int count = 0;
        int gram = beginning(text);
        for (int at = 0; at < text.length - 3; at++) {
            gram = (gram >>> Byte.SIZE) | (text[at + 3] << 24);
            int hash = (gram * MIX) >>> shift;
            hits[count] = at;
            count += (int) (bits[hash >>> 6] >>> hash) & 1;
        }
        return count;
    }

    /**
     * The same for two tables in one pass: places of grams of four bytes from the beginning of
     * {@code hits} on, those of grams of two bytes, taken from {@code pairs}, from its middle on.
     * The last three places are left out.
     *
     * @return how many there are of the first kind, and in the high half of the second
     */
    long foursAndPairs(GramTable pairs, byte[] text, int[] hits) {
        long[] bits = filter;
        long[] pairBits = pairs.filter;
        int shift = filterShift;
        int pairShift = pairs.filterShift;
        int middle = text.length;
        int count = 0;
        int pairCount = middle;
        int gram = beginning(text);
        for (int at = 0; at < text.length - 3; at++) {
            gram = (gram >>> Byte.SIZE) | (text[at + 3] << 24);
            int hash = (gram * MIX) >>> shift;
            int pairHash = ((gram & 0xffff) * MIX) >>> pairShift;
            hits[count] = at;
            hits[pairCount] = at;
            count += (int) (bits[hash >>> 6] >>> hash) & 1;
            pairCount += (int) (pairBits[pairHash >>> 6] >>> pairHash) & 1;
        }
        return count | ((long) (pairCount - middle) << Integer.SIZE);
    }

    /** The first three bytes, so that one more makes the first gram of four. */
    private static int beginning(byte[] text) {
        int gram = 0;
        for (int at = 0; at < Math.min(3, text.length); at++) {
            gram = (gram >>> Byte.SIZE) | (text[at] << 24);
        }
        return gram;
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
