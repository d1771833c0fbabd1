package dev.tocsin.rules.eval;

/** One event under evaluation. */
interface Evaluation {
    /** Whether a predicate holds. */
    boolean holds(PredicateCheck check);

    /** What the event holds in a field. */
    FieldValues values(FieldReader field);

    /** Every scalar of the event, for keywords. */
    FieldValues strings();
}
