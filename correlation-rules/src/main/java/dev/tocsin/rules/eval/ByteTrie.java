package dev.tocsin.rules.eval;

import java.util.Arrays;
import java.util.List;

/**
 * A trie over byte strings in flat arrays. Nodes are numbered in breadth-first order, so that the
 * children of a node are neighbours and a node's children need two numbers. A node with many
 * children has a row with a place for every class of bytes; bytes in no string share class 0.
 * Immutable.
 */
final class ByteTrie {
    static final int NONE = -1;

    /** So many children make a row worth its memory. */
    private static final int ROW_FROM = 3;

    private final byte[] classes = new byte[256];
    private final int classCount;

    /** The children of node n are {@code firstChild[n]} to {@code firstChild[n + 1] - 1}. */
    private final int[] firstChild;

    /** The class of the byte that leads to a node. */
    private final byte[] label;

    /** Where the row of a node begins in {@link #rows}, or {@link #NONE}. */
    private final int[] rowOf;

    private final int[] rows;

    /** The number of the string that ends at a node, or {@link #NONE}. */
    private final int[] ends;

    private final int nodes;

    private ByteTrie(Builder builder) {
        this.nodes = builder.nodes;
        this.firstChild = Arrays.copyOf(builder.firstChild, nodes + 1);
        this.ends = Arrays.copyOf(builder.ends, nodes);
        this.classCount = classify(builder.label, nodes);
        this.label = new byte[nodes];
        for (int node = 1; node < nodes; node++) {
            label[node] = classes[builder.label[node] & 0xff];
        }
        this.rowOf = new int[nodes];
        this.rows = rows();
    }

    /**
     * The trie of different byte strings.
     *
     * @param strings their places in the list are their numbers
     */
    static ByteTrie of(List<byte[]> strings) {
        return new ByteTrie(new Builder(strings));
    }

    private int classify(byte[] labels, int count) {
        int known = 1;
        for (int node = 1; node < count; node++) {
            int b = labels[node] & 0xff;
            if (classes[b] == 0) {
                classes[b] = (byte) known++;
            }
        }
        return known;
    }

    private int[] rows() {
        int size = 0;
        for (int node = 0; node < nodes; node++) {
            boolean wide = node == 0 || firstChild[node + 1] - firstChild[node] >= ROW_FROM;
            rowOf[node] = wide ? size : NONE;
            size += wide ? classCount : 0;
        }
        int[] all = new int[size];
        Arrays.fill(all, NONE);
        for (int node = 0; node < nodes; node++) {
            if (rowOf[node] != NONE) {
                for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
                    all[rowOf[node] + (label[child] & 0xff)] = child;
                }
            }
        }
        return all;
    }

    int nodes() {
        return nodes;
    }

    int classCount() {
        return classCount;
    }

    /** The class of each byte, as an index without sign. */
    byte[] classes() {
        return classes;
    }

    /** The number of the string that ends at a node, or {@link #NONE}. */
    int end(int node) {
        return ends[node];
    }

    int firstChild(int node) {
        return firstChild[node];
    }

    /** The class of the byte that leads to a node. */
    int label(int node) {
        return label[node] & 0xff;
    }

    boolean isWide(int node) {
        return rowOf[node] != NONE;
    }

    /** The child of a node for a class of bytes, or {@link #NONE}. */
    int child(int node, int byteClass) {
        int row = rowOf[node];
        if (row != NONE) {
            return rows[row + byteClass];
        }
        for (int child = firstChild[node]; child < firstChild[node + 1]; child++) {
            if ((label[child] & 0xff) == byteClass) {
                return child;
            }
        }
        return NONE;
    }

    /** Adds the rules of every string that the text begins with, and of the one that it is. */
    void begin(byte[] text, int[][] whole, int[][] beginning, Sink into) {
        int node = 0;
        int at = 0;
        while (node != NONE) {
            int end = ends[node];
            if (end != NONE) {
                into.add(beginning[end]);
                if (at == text.length) {
                    into.add(whole[end]);
                }
            }
            if (at == text.length) {
                return;
            }
            node = child(node, classes[text[at++] & 0xff] & 0xff);
        }
    }

    /** Adds the rules of every string that the text, read from its end, begins with. */
    void end(byte[] text, int[][] ending, Sink into) {
        int node = 0;
        int at = text.length;
        while (node != NONE) {
            if (ends[node] != NONE) {
                into.add(ending[ends[node]]);
            }
            if (at == 0) {
                return;
            }
            node = child(node, classes[text[--at] & 0xff] & 0xff);
        }
    }

    /** Whether a text begins with any of the strings. */
    boolean begins(byte[] text) {
        int node = 0;
        for (int at = 0; node != NONE; at++) {
            if (ends[node] != NONE || at == text.length) {
                return ends[node] != NONE;
            }
            node = child(node, classes[text[at] & 0xff] & 0xff);
        }
        return false;
    }

    /** Whether a text, read from its end, begins with any of the strings. */
    boolean ends(byte[] text) {
        int node = 0;
        for (int at = text.length - 1; node != NONE; at--) {
            if (ends[node] != NONE || at < 0) {
                return ends[node] != NONE;
            }
            node = child(node, classes[text[at] & 0xff] & 0xff);
        }
        return false;
    }

    /** The bytes in the opposite order: strings that end so begin so. */
    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[bytes.length - 1 - i] = bytes[i];
        }
        return reversed;
    }

    /** Takes rules that may match. */
    interface Sink {
        void add(int[] rules);

        /** Room for so many numbers, until the next call. */
        int[] scratch(int size);
    }

    /** Splits the sorted strings byte by byte, level after level. */
    private static final class Builder {
        private final byte[][] sorted;
        private final int[] numbers;
        private int[] firstChild;
        private byte[] label;
        private int[] ends;
        private int[] from;
        private int[] to;
        private int nodes = 1;

        Builder(List<byte[]> strings) {
            Integer[] order = new Integer[strings.size()];
            long total = 1;
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
                total += strings.get(i).length;
            }
            Arrays.sort(order, (a, b) -> Arrays.compareUnsigned(strings.get(a), strings.get(b)));
            sorted = new byte[order.length][];
            numbers = new int[order.length];
            for (int i = 0; i < order.length; i++) {
                sorted[i] = strings.get(order[i]);
                numbers[i] = order[i];
            }
            int bound = Math.toIntExact(total);
            firstChild = new int[bound + 1];
            label = new byte[bound];
            ends = new int[bound];
            from = new int[bound];
            to = new int[bound];
            to[0] = order.length;
            split();
        }

        private void split() {
            int depth = 0;
            int levelEnd = 1;
            for (int node = 0; node < nodes; node++) {
                if (node == levelEnd) {
                    depth++;
                    levelEnd = nodes;
                }
                firstChild[node] = nodes;
                boolean endsHere = from[node] < to[node] && sorted[from[node]].length == depth;
                ends[node] = endsHere ? numbers[from[node]] : NONE;
                split(from[node] + (endsHere ? 1 : 0), to[node], depth);
            }
            firstChild[nodes] = nodes;
        }

        private void split(int start, int end, int depth) {
            int first = start;
            while (first < end) {
                byte b = sorted[first][depth];
                int next = first + 1;
                while (next < end && sorted[next][depth] == b) {
                    next++;
                }
                from[nodes] = first;
                to[nodes] = next;
                label[nodes++] = b;
                first = next;
            }
        }
    }
}
