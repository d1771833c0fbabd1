package dev.tocsin.rules.correlate;

import java.util.List;

/** The part of a state that depends on the type of the correlation. */
sealed interface Body
        permits TrailingBody,
                JudgedBody,
                NewValueBody,
                AbsenceBody,
                GeoBody,
                AnomalyBody,
                RepeatsBody,
                HeardBody,
                NoBody {
    /** The episodes that are not closed. */
    List<Episode> episodes();

    /** Deletes its chunks, if it has any. */
    default void free() {}

    /** A rough size in the heap, in bytes. */
    int weightBytes();
}
