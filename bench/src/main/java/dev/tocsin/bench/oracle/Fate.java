package dev.tocsin.bench.oracle;

import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is the same for every order of arrival: an alert in the end, without its revisions.
 *
 * @param suppressed how many others it stands for
 * @param id empty where it may depend on the order
 */
record Fate(
        String rule,
        Map<String, String> group,
        long firstMs,
        long lastMs,
        long count,
        double value,
        double maxValue,
        List<String> evidence,
        long suppressed,
        String id) {
    Fate {
        group = new TreeMap<>(group);
        evidence = List.copyOf(evidence);
    }

    static Fate of(Alert alert) {
        return new Fate(
                alert.rule().id(),
                alert.group(),
                alert.firstMs(),
                alert.lastMs(),
                alert.count(),
                alert.value(),
                alert.maxValue(),
                alert.evidence().stream().map(EventRef::id).toList(),
                alert.suppressed(),
                alert.id());
    }

    /** An alert that stands for so many others. */
    Fate suppressing(long others) {
        return with(others, id);
    }

    private Fate with(long others, String newId) {
        return new Fate(
                rule, group, firstMs, lastMs, count, value, maxValue, evidence, others, newId);
    }

    Fate withoutId() {
        return with(suppressed, "");
    }

    /** With its group in small letters: which spelling is shown is not said of every alert. */
    Fate folded() {
        Map<String, String> small = new TreeMap<>();
        group.forEach((field, text) -> small.put(field, text.toLowerCase(Locale.ROOT)));
        return new Fate(
                rule, small, firstMs, lastMs, count, value, maxValue, evidence, suppressed, id);
    }
}
