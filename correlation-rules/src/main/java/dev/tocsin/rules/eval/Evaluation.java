package dev.tocsin.rules.eval;

import java.util.List;

/** One event under evaluation. */
interface Evaluation {
    /** Whether a predicate holds. */
    boolean holds(PredicateCheck check);

    /** What the event holds in a field. */
    FieldValues values(FieldReader field);

    /** Every scalar of the event, for keywords. */
    List<Value> strings();
}
