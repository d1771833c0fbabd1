package dev.tocsin.rules.correlate;

/** State of one group of one correlation. Immutable. */
public final class CorrelationState {
    CorrelationState() {}
}
