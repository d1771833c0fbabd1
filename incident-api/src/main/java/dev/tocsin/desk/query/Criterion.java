package dev.tocsin.desk.query;

import dev.tocsin.desk.net.Network;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a value of a field must be. */
public sealed interface Criterion {
    /** Any value. */
    record Exists() implements Criterion {}

    /** One of these texts, in lower case; without regard to the case of ASCII letters. */
    record In(Set<String> texts) implements Criterion {
        public In {
            texts = Set.copyOf(texts);
        }

        /** One of these texts, in any case. */
        public static In of(Collection<String> texts) {
            return new In(texts.stream().map(Glob::lower).collect(Collectors.toSet()));
        }
    }

    /** A text of this shape. */
    record Like(Glob glob) implements Criterion {}

    /** A text with this inside, without regard to the case of ASCII letters. */
    record Contains(String text) implements Criterion {}

    /** Whether it is true. */
    record Is(boolean value) implements Criterion {}

    /**
     * A number, or a time in milliseconds, between bounds.
     *
     * @param low the least; null for none
     * @param high the greatest; null for none
     */
    record Between(@Nullable Bound low, @Nullable Bound high) implements Criterion {}

    /** A bound that belongs to the range, or not. */
    record Bound(double value, boolean inclusive) {}

    /** An address in a network. */
    record InNetwork(Network network) implements Criterion {}
}
