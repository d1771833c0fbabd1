package dev.tocsin.rules.correlate;

/** Counts what correlations leave out. */
@FunctionalInterface
public interface Losses {
    /** Counts nothing: for events of the past. */
    Losses UNCOUNTED = (_, _, _) -> {};

    void add(String correlationId, Loss loss, int times);
}
