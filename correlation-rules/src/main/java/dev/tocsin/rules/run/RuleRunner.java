package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.Alerts;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.correlate.Signal;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a rule set over normalized events in memory: what the topology does, without its stores. The
 * stream time is the greatest event time so far. Not thread-safe.
 */
public final class RuleRunner {
    private final RuleSet rules;
    private final Map<Group, CorrelationState> states = new HashMap<>();
    private final TreeMap<WakeUp, Group> wakeUps = new TreeMap<>();
    private final Map<Group, WakeUp> wakeUpOf = new HashMap<>();
    private long streamTimeMs = Long.MIN_VALUE;
    private long tooLate;

    /** A runner that has seen nothing yet. */
    public RuleRunner(RuleSet rules) {
        this.rules = rules;
    }

    /**
     * Takes the next event in the order of arrival.
     *
     * @return the alert revisions that it brings, in order
     */
    public List<Alert> accept(JsonNode event, EventRef ref) {
        List<Alert> alerts = new ArrayList<>();
        List<RuleMatch> matches = rules.match(event);
        for (RuleMatch match : matches) {
            if (match.rule().alerts()) {
                alerts.add(Alerts.of(match, event, ref, rules.revision()));
            }
        }
        for (Contribution contribution : Contributions.of(rules, event, ref, matches)) {
            contribute(contribution, alerts);
        }
        streamTimeMs = Math.max(streamTimeMs, ref.timeMs());
        wake(alerts);
        return alerts;
    }

    /** Lets the stream time go on to the end of all times: what is open becomes final. */
    public List<Alert> finish() {
        List<Alert> alerts = new ArrayList<>();
        while (!wakeUps.isEmpty()) {
            streamTimeMs = Math.max(streamTimeMs, wakeUps.firstKey().atMs());
            wake(alerts);
        }
        return alerts;
    }

    /** How many contributions were older than the grace of their group. */
    public long tooLate() {
        return tooLate;
    }

    private void contribute(Contribution contribution, List<Alert> alerts) {
        CorrelationPlan plan = rules.correlation(contribution.correlationId());
        if (plan != null) {
            Group group = new Group(plan.id(), contribution.groupKey());
            StepResult result = CorrelationStep.contribute(plan, states.get(group), contribution);
            tooLate += result.tooLate() ? 1 : 0;
            store(group, result);
            collect(plan, result, alerts);
        }
    }

    private void wake(List<Alert> alerts) {
        while (!wakeUps.isEmpty() && wakeUps.firstKey().atMs() <= streamTimeMs) {
            Group group = wakeUps.pollFirstEntry().getValue();
            wakeUpOf.remove(group);
            CorrelationPlan plan = rules.correlation(group.correlationId());
            CorrelationState state = states.get(group);
            if (plan != null && state != null) {
                StepResult result = CorrelationStep.wake(plan, state, streamTimeMs);
                store(group, result);
                collect(plan, result, alerts);
            }
        }
    }

    private void collect(CorrelationPlan plan, StepResult result, List<Alert> alerts) {
        for (Signal signal : result.signals()) {
            alerts.add(Alerts.of(plan, signal, rules.revision()));
        }
    }

    private void store(Group group, StepResult result) {
        keep(group, result.state());
        WakeUp before = wakeUpOf.remove(group);
        if (before != null) {
            wakeUps.remove(before);
        }
        if (result.wakeUpAtMs() != StepResult.NEVER) {
            WakeUp next = new WakeUp(result.wakeUpAtMs(), group);
            wakeUpOf.put(group, next);
            wakeUps.put(next, group);
        }
    }

    private void keep(Group group, @Nullable CorrelationState state) {
        if (state == null) {
            states.remove(group);
        } else {
            states.put(group, state);
        }
    }

    private record Group(String correlationId, String key) {}

    /** In the order of time; groups that wake at one time, in the order of their names. */
    private record WakeUp(long atMs, Group group) implements Comparable<WakeUp> {
        @Override
        public int compareTo(WakeUp other) {
            int byTime = Long.compare(atMs, other.atMs);
            int byCorrelation = group.correlationId().compareTo(other.group.correlationId());
            if (byTime != 0 || byCorrelation != 0) {
                return byTime != 0 ? byTime : byCorrelation;
            }
            return group.key().compareTo(other.group.key());
        }
    }
}
