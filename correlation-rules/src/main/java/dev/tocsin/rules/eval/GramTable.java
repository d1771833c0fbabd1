package dev.tocsin.rules.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From grams, four bytes in an int, to the strings that have them, behind a filter: a hash says
 * which of many words, and which two bits of it must be set. Immutable.
 */
final class GramTable {
    private static final int NONE = -1;
    private static final int MIX = 0x9E3779B1;

    /**
     * Bits of the filter for each gram: of the places without a gram, one in some hundreds pass.
     */
    private static final int BITS_EACH = 32;

    /** How many bits of a hash say which bit of a word. */
    private static final int WORD_BITS = 6;

    private static final int LEAST_BITS = 512;
    private static final int MOST_BITS = 1 << 26; // a hash has six bits left for the second bit

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
        long wanted = Math.max(LEAST_BITS, (long) count * BITS_EACH);
        int bits = powerOfTwo((int) Math.min(MOST_BITS, wanted));
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
        int mixed = of.gram * MIX;
        filter[(mixed >>> filterShift) / Long.SIZE] |= mask(mixed, filterShift);
        int slot = slot(of.gram);
        nextEntry[entry] = heads[slot];
        grams[slot] = of.gram;
        heads[slot] = entry;
    }

    private static int powerOfTwo(int atLeast) {
        return Integer.highestOneBit(Math.max(1, atLeast - 1)) << 1;
    }

    /** The two bits of a gram in its word: the second one comes from the next bits of the hash. */
    private static long mask(int mixed, int shift) {
        return 1L << (mixed >>> shift) | 1L << (mixed >>> (shift - WORD_BITS));
    }

    boolean isEmpty() {
        return numbers.length == 0;
    }

    /** False only if no string has the gram. */
    boolean mayHave(int gram) {
        int mixed = gram * MIX;
        long wanted = mask(mixed, filterShift);
        return (filter[(mixed >>> filterShift) / Long.SIZE] & wanted) == wanted;
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
            hits[count] = at;
            count += passes(bits, shift, gram * MIX);
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
            hits[count] = at;
            hits[pairCount] = at;
            count += passes(bits, shift, gram * MIX);
            pairCount += passes(pairBits, pairShift, (gram & 0xffff) * MIX);
        }
        return count | ((long) (pairCount - middle) << Integer.SIZE);
    }

    /** One if both bits are set, else zero; without a branch. */
    private static int passes(long[] bits, int shift, int mixed) {
        int hash = mixed >>> shift;
        long word = bits[hash >>> WORD_BITS];
        return (int) ((word >>> hash) & (word >>> (mixed >>> (shift - WORD_BITS)))) & 1;
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
