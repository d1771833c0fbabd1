package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Alerts of a plain rule with {@code suppress}: every match is an episode of its own, and is said
 * or counted in the order of arrival. None is too late: a plain rule knows no grace.
 */
final class Repeats implements Correlator {
    private final CorrelationPlan plan;

    Repeats(CorrelationPlan plan) {
        this.plan = plan;
    }

    @Override
    public Body empty(ChunkStore store) {
        return new RepeatsBody(List.of());
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        List<Episode> episodes = new ArrayList<>();
        Detail match = Detail.whole(contribution, false);
        Episode found = Episode.of(match, Measured.of(1, contribution.timeMs()));
        Episode said = announcer.open(found, match.ref().id(), contribution);
        for (Episode known : body.episodes()) {
            keep(known, horizonMs, announcer, episodes);
        }
        if (!said.emission().suppressed()) {
            Episode fed =
                    announcer.feed(
                            said,
                            contribution.groupKey(),
                            match.ref().id(),
                            contribution.timeMs(),
                            List.of(match));
            keep(fed, horizonMs, announcer, episodes);
        }
        return new RepeatsBody(episodes);
    }

    private static void keep(
            Episode alert, long horizonMs, Announcer announcer, List<Episode> kept) {
        if (announcer.counts(alert, horizonMs)) {
            kept.add(announcer.due(alert));
        } else {
            announcer.close(alert);
        }
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        List<Episode> episodes = new ArrayList<>(body.episodes());
        episodes.replaceAll(alert -> announcer.awake(alert, Long.MIN_VALUE, settledMs));
        return new RepeatsBody(episodes);
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (Episode alert : body.episodes()) {
            earliest = Math.min(earliest, announcer.awakeAtMs(alert, Long.MIN_VALUE));
        }
        return earliest;
    }

    @Override
    public long reachMs() {
        return plan.timespan().toMillis();
    }
}
