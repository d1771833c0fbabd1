package dev.tocsin.rules.plan;

/**
 * A correlation that refers to another one, the inner.
 *
 * @param plan the outer correlation
 * @param positions bit {@code i} is set when the inner one stands at place {@code i} of its list
 */
public record Outer(CorrelationPlan plan, long positions) {}
