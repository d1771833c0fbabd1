package dev.tocsin.rules.eval;

import java.util.List;

/**
 * Finds, in one pass over a text, which of many byte strings it contains (Aho and Corasick, 1975).
 * The nodes near the root, where a text that contains nothing keeps the automaton, have complete
 * rows: one look a byte. The many nodes further out have one child or two, and fall back.
 * Immutable.
 */
final class LiteralAutomaton {
    private static final int NONE = ByteTrie.NONE;

    private final ByteTrie trie;
    private final byte[] classes;

    /** For each node where its row begins, or {@link #NONE}; and the nearest node with an end. */
    private final int[] nodes;

    private final int[] rows;
    private final int[] fallback;

    private LiteralAutomaton(ByteTrie trie) {
        this.trie = trie;
        this.classes = trie.classes();
        this.nodes = new int[2 * trie.nodes()];
        this.fallback = new int[trie.nodes()];
        this.rows = new int[wide(trie) * trie.classCount()];
        int row = 0;
        for (int node = 0; node < trie.nodes(); node++) {
            fallBack(node);
            nodes[2 * node] = trie.isWide(node) ? row : NONE;
            nodes[2 * node + 1] =
                    trie.end(node) != NONE
                            ? node
                            : node == 0 ? NONE : nodes[2 * fallback[node] + 1];
            if (trie.isWide(node)) {
                fill(node, row);
                row += trie.classCount();
            }
        }
    }

    /** The automaton of different byte strings, none of them empty. */
    static LiteralAutomaton of(List<byte[]> strings) {
        return new LiteralAutomaton(ByteTrie.of(strings));
    }

    private static int wide(ByteTrie trie) {
        int wide = 0;
        for (int node = 0; node < trie.nodes(); node++) {
            wide += trie.isWide(node) ? 1 : 0;
        }
        return wide;
    }

    /** Sets where the children of a node fall back to; parents come first. */
    private void fallBack(int node) {
        for (int child = trie.firstChild(node); child < trie.firstChild(node + 1); child++) {
            fallback[child] = node == 0 ? 0 : step(fallback[node], trie.label(child));
        }
    }

    private void fill(int node, int row) {
        for (int c = 0; c < trie.classCount(); c++) {
            int child = trie.child(node, c);
            rows[row + c] = child != NONE ? child : node == 0 ? 0 : step(fallback[node], c);
        }
    }

    private int step(int from, int byteClass) {
        int node = from;
        while (true) {
            int row = nodes[2 * node];
            if (row != NONE) {
                return rows[row + byteClass];
            }
            int child = trie.child(node, byteClass);
            if (child != NONE) {
                return child;
            }
            node = fallback[node];
        }
    }

    /** Adds the rules of every string that stands in the text. */
    void find(byte[] text, int[][] rules, ByteTrie.Sink into) {
        int node = 0;
        for (byte b : text) {
            int c = classes[b & 0xff] & 0xff;
            int row = nodes[2 * node];
            node = row != NONE ? rows[row + c] : step(node, c);
            for (int at = nodes[2 * node + 1]; at != NONE; at = nodes[2 * fallback[at] + 1]) {
                into.add(rules[trie.end(at)]);
            }
        }
    }

    /** Whether any of the strings stands in the text. */
    boolean any(byte[] text) {
        int node = 0;
        for (byte b : text) {
            int c = classes[b & 0xff] & 0xff;
            int row = nodes[2 * node];
            node = row != NONE ? rows[row + c] : step(node, c);
            if (nodes[2 * node + 1] != NONE) {
                return true;
            }
        }
        return false;
    }
}
