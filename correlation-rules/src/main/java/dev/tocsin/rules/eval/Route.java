package dev.tocsin.rules.eval;

import org.jspecify.annotations.Nullable;

/**
 * What the events of one log source can match.
 *
 * @param rules a bit for every rule that does not conflict with the log source
 * @param fields a bit for every field that one of these rules is found by
 * @param keywords the index of those rules that are found by keywords; null if there are none
 * @param always those of the rules that have no witness
 */
record Route(long[] rules, long[] fields, @Nullable AnchorIndex keywords, int[] always) {
    boolean reads(int field) {
        return isSet(fields, field);
    }

    static long[] bits(int size) {
        return new long[(size + Long.SIZE - 1) / Long.SIZE];
    }

    static void set(long[] bits, int index) {
        bits[index / Long.SIZE] |= 1L << index;
    }

    static boolean isSet(long[] bits, int index) {
        return (bits[index / Long.SIZE] & 1L << index) != 0;
    }
}
