package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Threshold.Bound;
import dev.tocsin.rules.plan.Threshold.Comparison;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the bounds of a correlation's condition: one, or two that make a range. */
final class Bounds {
    private static final int MAX = 2;

    private final CorrelationDraft draft;
    private final Values condition;

    Bounds(CorrelationDraft draft, Values condition) {
        this.draft = draft;
        this.condition = condition;
    }

    /**
     * The bounds of the condition.
     *
     * @param others further keys that it may have
     */
    Threshold read(Set<String> others) {
        Set<String> known = new TreeSet<>(others);
        for (Comparison comparison : Comparison.values()) {
            known.add(comparison.text());
        }
        condition.allowOnly(known, "this condition");
        List<Bound> bounds = new ArrayList<>();
        for (Yaml.Entry entry : condition.map().entries()) {
            Comparison comparison = comparison(entry.key());
            BigDecimal value = comparison == null ? null : condition.number(entry.key());
            if (comparison != null && value != null) {
                bounds.add(new Bound(comparison, value.doubleValue()));
            }
        }
        Threshold threshold = new Threshold(bounds);
        if (bounds.size() > MAX) {
            error("one or two bounds, but found " + threshold.text(), "keep the narrower ones");
        } else if (isEmpty(bounds)) {
            error(
                    "bounds that some value satisfies, but found " + threshold.text(),
                    "a range is for example {gte: 5, lt: 10}");
        }
        return threshold;
    }

    /** Whether no number satisfies both: then none does at, between or beside their values. */
    private static boolean isEmpty(List<Bound> bounds) {
        List<Double> candidates = new ArrayList<>(List.of(0.0));
        for (Bound bound : bounds) {
            candidates.addAll(
                    List.of(
                            bound.value(),
                            Math.nextDown(bound.value()),
                            Math.nextUp(bound.value())));
        }
        if (bounds.size() == MAX) {
            candidates.add((bounds.getFirst().value() + bounds.getLast().value()) / 2);
        }
        Threshold threshold = new Threshold(bounds);
        return candidates.stream().noneMatch(threshold::holds);
    }

    private static @Nullable Comparison comparison(String key) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.text().equals(key)) {
                return comparison;
            }
        }
        return null;
    }

    private void error(String expected, String hint) {
        draft.problems().error(condition.map().at(), "Expected " + expected, hint);
    }
}
