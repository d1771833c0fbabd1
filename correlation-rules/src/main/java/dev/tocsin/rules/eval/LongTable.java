package dev.tocsin.rules.eval;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From numbers to rules: a hash table without boxes, filled once. */
final class LongTable {
    private final long[] keys;
    private final int[][] rules;
    private final int mask;

    LongTable(Map<Long, int[]> entries) {
        int capacity = Integer.highestOneBit(Math.max(entries.size(), 1)) << 2;
        this.keys = new long[capacity];
        this.rules = new int[capacity][];
        this.mask = capacity - 1;
        entries.forEach(this::put);
    }

    private void put(long key, int[] value) {
        int slot = slot(key);
        while (rules[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        rules[slot] = value;
    }

    /** The rules of a number, or null. */
    int @Nullable [] get(long key) {
        for (int slot = slot(key); rules[slot] != null; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return rules[slot];
            }
        }
        return null;
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    }
}
