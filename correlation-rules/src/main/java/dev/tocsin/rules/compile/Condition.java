package dev.tocsin.rules.compile;

import java.util.List;

/** A condition as written: names of search identifiers and how they are combined. */
sealed interface Condition {
    record And(List<Condition> all) implements Condition {}

    record Or(List<Condition> any) implements Condition {}

    record Not(Condition inner) implements Condition {}

    /**
     * A search identifier.
     *
     * @param offset where it stands in the text
     */
    record Name(String name, int offset) implements Condition {}

    /**
     * {@code 1 of}, {@code any of} or {@code all of} the identifiers that match.
     *
     * @param all whether all must hold
     * @param pattern a name with {@code *}, or {@code them}
     * @param offset where the pattern stands in the text
     */
    record Of(boolean all, String pattern, int offset) implements Condition {}
}
