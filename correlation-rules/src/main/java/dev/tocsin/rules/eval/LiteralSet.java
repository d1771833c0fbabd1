package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a value has any of many folded literals where the shape says: one look instead of one for
 * each.
 */
final class LiteralSet {
    private LiteralSet() {}

    /** How many literals of a shape make a set worth its memory; fewer are faster one by one. */
    static int worthFrom(Shape shape) {
        return switch (shape) {
            case EQUALS, STARTS_WITH, ENDS_WITH -> 3;
            case CONTAINS -> 6;
            case ANY, WILDCARDS -> Integer.MAX_VALUE;
        };
    }

    /**
     * The check of a set.
     *
     * @param literals folded, none of them empty
     */
    static ValueCheck of(Shape shape, Set<String> literals) {
        return switch (shape) {
            case EQUALS -> {
                Set<String> whole = new HashSet<>(literals);
                yield value -> whole.contains(value.folded());
            }
            case STARTS_WITH -> {
                ByteTrie trie = ByteTrie.of(bytes(literals, false));
                yield value -> trie.begins(value.bytes());
            }
            case ENDS_WITH -> {
                ByteTrie trie = ByteTrie.of(bytes(literals, true));
                yield value -> trie.ends(value.bytes());
            }
            case CONTAINS -> {
                GramIndex index = GramIndex.of(bytes(literals, false));
                yield value -> index.any(value.bytes());
            }
            case ANY, WILDCARDS ->
                    throw new IllegalArgumentException(
                            "Expected a plain shape, but found " + shape);
        };
    }

    private static List<byte[]> bytes(Set<String> literals, boolean reversed) {
        List<byte[]> bytes = new ArrayList<>();
        for (String literal : literals) {
            byte[] forward = FoldedBytes.of(literal);
            bytes.add(reversed ? ByteTrie.reversed(forward) : forward);
        }
        return bytes;
    }
}
