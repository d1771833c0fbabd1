package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.alert.Alert;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.Alerts;
import dev.tocsin.rules.correlate.Contribution;
import dev.tocsin.rules.correlate.Contributions;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.correlate.EpisodeResult;
import dev.tocsin.rules.correlate.Signal;
import dev.tocsin.rules.correlate.StepResult;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RuleMatch;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs a rule set over normalized events in memory: what the topology does, without its stores. The
 * stream time is the greatest event time so far, the wall clock the latest arrival: a group is
 * dropped only when both say so. Not thread-safe.
 */
public final class RuleRunner {
    private final RuleSet rules;
    private final long mostStateBytes;
    private final Map<GroupName, Group> groups = new HashMap<>();
    private final TreeMap<WakeUp, Group> wakeUps = new TreeMap<>();

    /** Groups that are due by the stream, and wait for the clock of the wall. */
    private final TreeMap<WakeUp, Group> held = new TreeMap<>();

    private long streamTimeMs = Long.MIN_VALUE;
    private long wallMs = Long.MIN_VALUE;
    private long stateBytes;
    private long tooLate;

    /** A runner that has seen nothing yet, and may use all memory. */
    public RuleRunner(RuleSet rules) {
        this(rules, Long.MAX_VALUE);
    }

    /**
     * A runner that has seen nothing yet.
     *
     * @param mostStateBytes how much memory the states of all groups may take, roughly
     */
    public RuleRunner(RuleSet rules, long mostStateBytes) {
        this.rules = rules;
        this.mostStateBytes = mostStateBytes;
    }

    /** The groups that are alive need more memory than they may. */
    public static final class TooMuchState extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMuchState(long most, int groups) {
            super(
                    "Expected correlations to need at most %,d MB, but the %,d groups that are alive need more"
                            .formatted(most >> 20, groups));
        }
    }

    /**
     * Takes the next event in the order of arrival.
     *
     * @return the alert revisions that it brings, in order
     * @throws TooMuchState when groups need more memory than they may
     */
    public List<Alert> accept(JsonNode event, EventRef ref) {
        List<RuleMatch> matches = rules.match(event);
        streamTimeMs = Math.max(streamTimeMs, ref.timeMs());
        wallMs = Math.max(wallMs, EventTime.arrivalMs(event, ref.timeMs()));
        if (matches.isEmpty() && !isDue(wakeUps, streamTimeMs) && !isDue(held, wallMs)) {
            return List.of();
        }
        List<Alert> alerts = new ArrayList<>();
        for (RuleMatch match : matches) {
            if (match.rule().alertsEachTime()) {
                alerts.add(Alerts.of(match, event, ref, rules.revision()));
            }
        }
        for (Contribution contribution : Contributions.of(rules, event, ref, matches)) {
            contribute(contribution, alerts);
        }
        wake(alerts);
        if (stateBytes > mostStateBytes) {
            throw new TooMuchState(mostStateBytes, groups.size());
        }
        return alerts;
    }

    /**
     * Ends: what is open becomes final. Only silence is not judged beyond the latest event, for
     * nobody knows how it went on.
     */
    public List<Alert> finish() {
        long latestMs = streamTimeMs;
        wallMs = Long.MAX_VALUE;
        List<Alert> alerts = new ArrayList<>();
        wake(alerts);
        while (!wakeUps.isEmpty()) {
            WakeUp next = wakeUps.firstKey();
            CorrelationPlan plan = rules.correlation(next.group().correlationId());
            if (plan != null && plan.type() == CorrelationType.ABSENCE) {
                endSilence(plan, latestMs, alerts);
            } else {
                streamTimeMs = Math.max(streamTimeMs, next.atMs());
                wakeFirst(alerts);
            }
        }
        return alerts;
    }

    /** A silence longer than the timespan is told of, though its settling lies behind the end. */
    private void endSilence(CorrelationPlan plan, long latestMs, List<Alert> alerts) {
        Group group = wakeUps.pollFirstEntry().getValue();
        long untilMs = latestMs + Math.max(1, plan.settle().toMillis());
        CorrelationState state = group.state;
        if (state != null && group.wakeUpAtMs < untilMs) {
            StepResult result = CorrelationStep.wake(plan, state, group.wakeUpAtMs, latestMs);
            group.queuedAtMs = StepResult.NEVER;
            store(group, result);
            collect(plan, result, alerts);
        }
    }

    /** How many contributions were older than the grace of their group. */
    public long tooLate() {
        return tooLate;
    }

    /** How many groups have a state. */
    public int groups() {
        return groups.size();
    }

    private void contribute(Contribution contribution, List<Alert> alerts) {
        CorrelationPlan plan = rules.correlation(contribution.correlationId());
        if (plan != null) {
            GroupName name = new GroupName(plan.id(), contribution.groupKey());
            Group group = groups.computeIfAbsent(name, Group::new);
            StepResult result = CorrelationStep.contribute(plan, group.state, contribution);
            tooLate += result.tooLate() ? 1 : 0;
            group.touchedMs = wallMs;
            store(group, result);
            collect(plan, result, alerts);
        }
    }

    private static boolean isDue(NavigableMap<WakeUp, Group> queue, long nowMs) {
        return !queue.isEmpty() && queue.firstKey().atMs() <= nowMs;
    }

    private void wake(List<Alert> alerts) {
        while (isDue(held, wallMs)) {
            Group group = held.pollFirstEntry().getValue();
            group.heldUntilMs = StepResult.NEVER;
            queue(group);
        }
        while (isDue(wakeUps, streamTimeMs)) {
            wakeFirst(alerts);
        }
    }

    private void wakeFirst(List<Alert> alerts) {
        Group group = wakeUps.pollFirstEntry().getValue();
        group.queuedAtMs = StepResult.NEVER;
        CorrelationState state = group.state;
        CorrelationPlan plan = rules.correlation(group.name.correlationId());
        if (plan == null || state == null) {
            return;
        }
        if (group.wakeUpAtMs > streamTimeMs) {
            queue(group);
            return;
        }
        long safeMs = safeMs(group, state);
        StepResult result = CorrelationStep.wake(plan, state, streamTimeMs, safeMs);
        store(group, result);
        collect(plan, result, alerts);
        if (group.state != null && group.wakeUpAtMs <= streamTimeMs) {
            hold(group, safeMs);
        }
    }

    /** The group's own time: it goes on with the wall from its last event, not past the stream. */
    private long safeMs(Group group, CorrelationState state) {
        return wallMs == Long.MAX_VALUE
                ? streamTimeMs
                : Math.min(streamTimeMs, state.clockMs() + (wallMs - group.touchedMs));
    }

    /** It is woken again when its own time has come so far. */
    private void hold(Group group, long safeMs) {
        unqueue(group);
        group.heldUntilMs = wallMs + (group.wakeUpAtMs - safeMs);
        held.put(new WakeUp(group.heldUntilMs, group.name), group);
    }

    private void collect(CorrelationPlan plan, StepResult result, List<Alert> alerts) {
        for (Signal signal : result.signals()) {
            alerts.add(Alerts.of(plan, signal, rules.revision()));
        }
        for (EpisodeResult episode : result.results()) {
            for (Contribution further : Contributions.of(rules, episode)) {
                contribute(further, alerts);
            }
        }
    }

    private void store(Group group, StepResult result) {
        group.state = result.state();
        group.wakeUpAtMs = result.wakeUpAtMs();
        stateBytes -= group.weightBytes;
        group.weightBytes = group.state == null ? 0 : group.state.weightBytes();
        stateBytes += group.weightBytes;
        if (group.heldUntilMs != StepResult.NEVER) {
            held.remove(new WakeUp(group.heldUntilMs, group.name));
            group.heldUntilMs = StepResult.NEVER;
        }
        if (group.state == null) {
            groups.remove(group.name);
        } else if (group.wakeUpAtMs < group.queuedAtMs) {
            queue(group);
        }
    }

    /** A group stands in the queue once; one that stands there too early is put back in time. */
    private void queue(Group group) {
        unqueue(group);
        group.queuedAtMs = group.wakeUpAtMs;
        if (group.queuedAtMs != StepResult.NEVER) {
            wakeUps.put(new WakeUp(group.queuedAtMs, group.name), group);
        }
    }

    private void unqueue(Group group) {
        if (group.queuedAtMs != StepResult.NEVER) {
            wakeUps.remove(new WakeUp(group.queuedAtMs, group.name));
            group.queuedAtMs = StepResult.NEVER;
        }
    }

    private static final class Group {
        private final GroupName name;
        private @Nullable CorrelationState state;
        private long wakeUpAtMs = StepResult.NEVER;
        private long queuedAtMs = StepResult.NEVER;
        private long heldUntilMs = StepResult.NEVER;
        private long touchedMs;
        private int weightBytes;

        Group(GroupName name) {
            this.name = name;
        }
    }

    private record GroupName(String correlationId, String key) {}

    /** In the order of time; groups that wake at one time, in the order of their names. */
    private record WakeUp(long atMs, GroupName group) implements Comparable<WakeUp> {
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
