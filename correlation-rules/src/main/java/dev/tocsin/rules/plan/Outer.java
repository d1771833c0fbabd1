package dev.tocsin.rules.plan;

/**
 * A correlation that refers to another one, the inner; or a threshold of risk that its alerts add
 * to.
 *
 * @param plan the outer correlation
 * @param positions bit {@code i} is set when the inner one stands at place {@code i} of its list
 * @param score what an alert of the inner one adds to the risk; 0 for a correlation
 */
public record Outer(CorrelationPlan plan, long positions, double score) {}
