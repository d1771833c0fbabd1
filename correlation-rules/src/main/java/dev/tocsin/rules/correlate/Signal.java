package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One revision of an episode, as a step gives it out: an alert without what the rule says. The
 * components are those of {@link dev.tocsin.alert.Alert}, which {@link Alerts} makes of it; {@code
 * lacking} says of risk that alerts which may have added to it were forgotten.
 */
public record Signal(
        String alertId,
        int revision,
        AlertState state,
        Map<String, String> group,
        long firstMs,
        long lastMs,
        double value,
        double maxValue,
        long count,
        List<EventRef> evidence,
        List<SequenceStep> sequence,
        RiskScores scores,
        List<MatchedPredicate> predicates,
        Map<String, List<String>> context,
        boolean late,
        boolean lacking,
        long suppressed,
        @Nullable String supersededBy) {
    public Signal {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        evidence = List.copyOf(evidence);
        sequence = List.copyOf(sequence);
        scores = scores.copy();
        predicates = List.copyOf(predicates);
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }
}
