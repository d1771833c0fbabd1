package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value has any of many folded literals where the shape says: one look instead of one for
 * each. Most sets of a rule set are never asked, so what answers is made when the first value
 * comes.
 */
final class LiteralSet implements ValueCheck {
    private final Shape shape;
    private final Set<String> literals;
    private volatile @Nullable ValueCheck made;

    /**
     * @param shape a plain one
     * @param literals folded, none of them empty unless the shape is equals
     */
    LiteralSet(Shape shape, Set<String> literals) {
        this.shape = shape;
        this.literals = Set.copyOf(literals);
    }

    /** How many literals of a shape make a set worth its memory; fewer are faster one by one. */
    static int worthFrom(Shape shape) {
        return switch (shape) {
            case EQUALS, STARTS_WITH, ENDS_WITH -> 3;
            case CONTAINS -> 6;
            case ANY, WILDCARDS -> Integer.MAX_VALUE;
        };
    }

    @Override
    public boolean passes(Value value) {
        ValueCheck ready = made;
        if (ready == null) {
            ready = make();
            made = ready;
        }
        return ready.passes(value);
    }

    private ValueCheck make() {
        return switch (shape) {
            case EQUALS -> value -> literals.contains(value.folded());
            case STARTS_WITH -> {
                ByteTrie trie = ByteTrie.of(bytes(false));
                yield value -> trie.begins(value.bytes());
            }
            case ENDS_WITH -> {
                ByteTrie trie = ByteTrie.of(bytes(true));
                yield value -> trie.ends(value.bytes());
            }
            case CONTAINS -> {
                GramIndex index = GramIndex.of(bytes(false));
                yield value -> index.any(value.bytes());
            }
            case ANY, WILDCARDS ->
                    throw new IllegalArgumentException(
                            "Expected a plain shape, but found " + shape);
        };
    }

    private List<byte[]> bytes(boolean reversed) {
        List<byte[]> bytes = new ArrayList<>();
        for (String literal : literals) {
            byte[] forward = FoldedBytes.of(literal);
            bytes.add(reversed ? ByteTrie.reversed(forward) : forward);
        }
        return bytes;
    }
}
