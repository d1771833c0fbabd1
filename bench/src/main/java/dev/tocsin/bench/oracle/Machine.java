package dev.tocsin.bench.oracle;

import dev.tocsin.alert.Alert;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.correlate.GroupMemory;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The topology's tasks, played by chance: who goes on, who commits, who dies, and for how long all
 * are down. No input is older than {@code skewMs}, by its arrival, than what another task has
 * processed: beyond that nothing is promised, for the group's own clock would call it late.
 */
final class Machine {
    private static final int DAY = 86_400;
    private static final int MOST_ROUNDS = 2_000;

    private final Random random;
    private final Tempo tempo;
    private final int skewMs;
    private final int mostOutage;
    private final List<MatchTask> matching = new ArrayList<>();
    private final List<CorrelateTask> correlating = new ArrayList<>();
    private final List<Task> tasks = new ArrayList<>();
    private final TopologyMetrics metrics = new TopologyMetrics();
    private long wallMs = RandomHappenings.START;
    private int crashes;

    Machine(
            Random random,
            Tempo tempo,
            RuleSet rules,
            List<Happening> events,
            int partitions,
            int skewMs) {
        this.random = random;
        this.tempo = tempo;
        this.skewMs = skewMs;
        this.mostOutage = rules.correlations().stream().anyMatch(Machine::isHasty) ? 24 : 3_600;
        GroupMemory memory = new GroupMemory(random.nextInt(3) == 0 ? 1 : 20_000);
        List<MatchesLog> matches = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            matches.add(new MatchesLog());
        }
        for (int i = 0; i < partitions; i++) {
            int partition = i;
            List<Happening> input =
                    events.stream().filter(event -> event.partition() == partition).toList();
            matching.add(new MatchTask(i, input, matches, rules, wallMs));
            correlating.add(new CorrelateTask(i, matches, rules, memory, metrics, wallMs));
        }
        tasks.addAll(matching);
        tasks.addAll(correlating);
    }

    /**
     * Whether results can be too late for it. After an outage one task may tell what is weeks
     * behind what another one tells; only an anomaly cannot have a grace beyond that.
     */
    private static boolean isHasty(CorrelationPlan plan) {
        return plan.type() == CorrelationType.ANOMALY && plan.inner() != 0;
    }

    /** Plays until nothing is left to say. */
    void run() {
        int round = 0;
        while (pendingSinceMs() != Long.MAX_VALUE) {
            if (++round > MOST_ROUNDS) {
                throw new IllegalStateException("Expected an end, but there is still input");
            }
            turn();
        }
        silence();
    }

    private void turn() {
        switch (random.nextInt(12)) {
            case 0 -> crash(any());
            case 1 -> {
                if (random.nextInt(6) == 0) {
                    outage();
                }
            }
            case 2, 3, 4 -> any().commit();
            case 5, 6 -> advance(wallMs + random.nextInt(tempo.strideMs()));
            default -> process(any(), 1 + random.nextInt(10));
        }
        if (tasks.stream().noneMatch(this::canGoOn)) {
            tasks.forEach(Task::commit);
            if (tasks.stream().noneMatch(this::canGoOn)) {
                advance(wallMs + 1 + random.nextInt(tempo.strideMs()));
            }
        }
    }

    private Task any() {
        return tasks.get(random.nextInt(tasks.size()));
    }

    private void process(Task task, int most) {
        for (int i = 0; i < most && canGoOn(task); i++) {
            task.process();
        }
    }

    /** Whether there is something that does not run ahead of what others still have to do. */
    private boolean canGoOn(Task task) {
        long dueMs = task.nextDueMs();
        return dueMs != Long.MAX_VALUE && dueMs - skewMs <= pendingSinceMs();
    }

    private long pendingSinceMs() {
        long sinceMs = Long.MAX_VALUE;
        for (Task task : tasks) {
            sinceMs = Math.min(sinceMs, task.uncommittedSinceMs());
        }
        return sinceMs;
    }

    /** The wall goes on, once what would be too old by then is done. */
    private void advance(long toMs) {
        while (pendingSinceMs() < toMs - skewMs && pendingSinceMs() <= wallMs) {
            tasks.forEach(task -> process(task, Integer.MAX_VALUE));
            tasks.forEach(Task::commit);
        }
        long untilMs = Math.min(toMs, Math.max(wallMs, pendingSinceMs() + skewMs));
        wallMs = pendingSinceMs() == Long.MAX_VALUE ? toMs : untilMs;
        tasks.forEach(task -> task.wallReaches(wallMs));
    }

    private void crash(Task task) {
        crashes++;
        task.crash();
    }

    /** All are down for a while: the sources go on, and the clock of the wall. */
    private void outage() {
        tasks.forEach(this::crash);
        wallMs += random.nextInt(mostOutage) * (long) tempo.unitMs();
        tasks.forEach(Task::crash);
        tasks.forEach(task -> task.wallReaches(wallMs));
    }

    /** Nothing comes any more: time alone ends what is open. */
    private void silence() {
        for (int i = 0; i < 60 && left() > 0; i++) {
            wallMs += (i < 40 ? random.nextInt(600) : DAY) * (long) tempo.unitMs();
            tasks.forEach(task -> task.wallReaches(wallMs));
            if (random.nextInt(4) == 0) {
                crash(any());
            }
            drain();
        }
    }

    private void drain() {
        tasks.forEach(Task::commit);
        while (pendingSinceMs() != Long.MAX_VALUE) {
            tasks.forEach(task -> process(task, Integer.MAX_VALUE));
            tasks.forEach(Task::commit);
        }
    }

    /** Every revision that was committed, those of a group in order. */
    List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        correlating.forEach(task -> alerts.addAll(task.alerts()));
        return alerts;
    }

    /** How much state there is. */
    long left() {
        return correlating.stream().mapToLong(CorrelateTask::left).sum();
    }

    int crashes() {
        return crashes;
    }

    TopologyMetrics metrics() {
        return metrics;
    }
}
