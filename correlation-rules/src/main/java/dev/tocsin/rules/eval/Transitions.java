package dev.tocsin.rules.eval;

import java.util.Arrays;

/** From a node and a character to a node: a hash table without boxes, filled once. */
final class Transitions {
    private static final int NONE = -1;
    private static final long EMPTY = -1L;

    private final long[] keys;
    private final int[] targets;
    private final int mask;

    /**
     * @param size an upper bound of the number of entries
     */
    Transitions(int size) {
        int capacity = Integer.highestOneBit(Math.max(size, 4)) << 2;
        keys = new long[capacity];
        targets = new int[capacity];
        mask = capacity - 1;
        Arrays.fill(keys, EMPTY);
    }

    void put(int node, char c, int target) {
        long key = ((long) node << Character.SIZE) | c;
        int slot = slot(key);
        while (keys[slot] != EMPTY && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        targets[slot] = target;
    }

    /** The target, or -1 when there is none. */
    int get(int node, char c) {
        long key = ((long) node << Character.SIZE) | c;
        for (int slot = slot(key); keys[slot] != EMPTY; slot = (slot + 1) & mask) {
            if (keys[slot] == key) {
                return targets[slot];
            }
        }
        return NONE;
    }

    private int slot(long key) {
        long hash = key * 0x9E3779B97F4A7C15L;
        return (int) (hash >>> 32) & mask;
    }
}
