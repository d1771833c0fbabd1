package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code geo_velocity}: the speed between each two consecutive events of a group. A late event
 * comes between two others: their alert is retracted, and both of its own ways are judged. Where
 * events are results of other correlations, which move or are taken back, all ways that can still
 * change are judged anew.
 */
final class GeoVelocities implements Correlator {
    /**
     * How many events of a group are kept for late ones. If more come within the grace, an event
     * that is older than all that are kept is not compared.
     */
    static final int MAX_SIGHTINGS = 256;

    /** Times of events are no better than this: a shorter way takes as long. */
    private static final long LEAST_MS = 1_000;

    private static final double MS_PER_HOUR = 3_600_000;
    private static final Duration MOST_REACH = Duration.ofDays(30);

    private final CorrelationPlan plan;
    private final double speedKmh;
    private final long reachMs;

    /**
     * @throws IllegalArgumentException when the plan is of another type
     */
    GeoVelocities(CorrelationPlan plan) {
        if (!(plan.settings() instanceof GeoSettings own)) {
            throw new IllegalArgumentException(
                    "Expected geo_velocity, but found " + plan.type().text());
        }
        this.plan = plan;
        this.speedKmh = own.speedKmh();
        this.reachMs = reachMs(speedKmh);
    }

    /** The time in which one gets everywhere at that speed: what was before says nothing. */
    private static long reachMs(double speedKmh) {
        double hours = Math.PI * GeoPlace.EARTH_KM / speedKmh;
        return (long) Math.min((double) MOST_REACH.toMillis(), Math.ceil(hours * MS_PER_HOUR));
    }

    @Override
    public long reachMs() {
        return reachMs;
    }

    @Override
    public Body empty(ChunkStore store) {
        return new GeoBody(Long.MIN_VALUE, List.of());
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        GeoBody before = (GeoBody) body;
        List<Sighting> sightings = new ArrayList<>(before.sightings());
        InnerResult result = contribution.result();
        if (result == null) {
            Sighting sighting = sighting(contribution, late, before.floorMs());
            if (sighting != null) {
                judgeAround(sightings, insert(sightings, sighting), contribution, announcer);
            }
        } else {
            List<Episode> gone = remove(sightings, result.episode());
            Sighting sighting = sighting(contribution, late, before.floorMs());
            if (sighting != null) {
                insert(sightings, sighting);
            }
            judgeAll(sightings, gone, horizonMs, contribution, announcer);
        }
        sightings.replaceAll(sighting -> settle(sighting, horizonMs, announcer));
        while (sightings.size() > 1
                && sightings.get(1).timeMs() < horizonMs
                && sightings.getFirst().alert() == null) {
            sightings.removeFirst();
        }
        return limited(before.floorMs(), sightings, announcer);
    }

    /** The event with its place; null if it has none, is taken back, or is too old. */
    private static @Nullable Sighting sighting(
            Contribution contribution, boolean late, long floorMs) {
        GeoPlace place =
                contribution.values().isEmpty() || contribution.isWithdrawn()
                        ? null
                        : GeoPlace.ofText(PlaceInTime.placeOf(contribution.values().getLast()));
        return place == null || contribution.timeMs() < floorMs
                ? null
                : new Sighting(Detail.whole(contribution, late), place, null);
    }

    /** Removes the event that stands for an inner episode; gives the alerts about its ways. */
    private static List<Episode> remove(List<Sighting> sightings, String innerEpisode) {
        List<Episode> gone = new ArrayList<>();
        for (int i = 0; i < sightings.size(); i++) {
            InnerResult result = sightings.get(i).detail().result();
            if (result != null && result.episode().equals(innerEpisode)) {
                add(sightings.remove(i).alert(), gone);
                if (i < sightings.size()) {
                    add(sightings.get(i).alert(), gone);
                    sightings.set(i, sightings.get(i).with(null));
                }
                return gone;
            }
        }
        return gone;
    }

    private static void add(@Nullable Episode alert, List<Episode> alerts) {
        if (alert != null) {
            alerts.add(alert);
        }
    }

    /**
     * Judges all ways that can still change: an alert about a way that is there no more is
     * retracted.
     *
     * @param gone alerts about ways to an event that is there no more
     */
    private void judgeAll(
            List<Sighting> sightings,
            List<Episode> gone,
            long horizonMs,
            Contribution contribution,
            Announcer announcer) {
        for (Episode wrong : gone) {
            announcer.withdraw(wrong, reachMs + plan.grace().toMillis());
        }
        for (int i = 0; i < sightings.size(); i++) {
            Episode alert = sightings.get(i).alert();
            boolean open = sightings.get(i).timeMs() >= horizonMs;
            if (open
                    && alert != null
                    && !(i > 0 && isOf(alert, sightings.get(i - 1), sightings.get(i)))) {
                announcer.withdraw(alert, reachMs + plan.grace().toMillis());
                sightings.set(i, sightings.get(i).with(null));
            }
        }
        for (int i = 1; i < sightings.size(); i++) {
            Sighting to = sightings.get(i);
            if (to.timeMs() >= horizonMs && to.alert() == null) {
                sightings.set(i, judged(sightings.get(i - 1), to, contribution, announcer));
            }
        }
    }

    /** Whether an alert is about the way between these two. */
    private boolean isOf(Episode alert, Sighting from, Sighting to) {
        return alert.sameAs(found(from, to, speed(from, to)));
    }

    /** Puts the event in its place; gives the place. */
    private static int insert(List<Sighting> sightings, Sighting sighting) {
        int at = sightings.size();
        while (at > 0 && sightings.get(at - 1).compareTo(sighting) > 0) {
            at--;
        }
        sightings.add(at, sighting);
        return at;
    }

    private void judgeAround(
            List<Sighting> sightings, int at, Contribution contribution, Announcer announcer) {
        if (at + 1 < sightings.size()) {
            Episode wrong = sightings.get(at + 1).alert();
            if (wrong != null) {
                announcer.drop(wrong, reachMs);
            }
            sightings.set(
                    at + 1,
                    judged(sightings.get(at), sightings.get(at + 1), contribution, announcer));
        }
        if (at > 0) {
            sightings.set(
                    at, judged(sightings.get(at - 1), sightings.get(at), contribution, announcer));
        }
    }

    private Sighting judged(
            Sighting from, Sighting to, Contribution contribution, Announcer announcer) {
        double kmh = speed(from, to);
        if (kmh <= speedKmh) {
            return to.with(null);
        }
        Episode found = found(from, to, kmh);
        String pair = Tuples.join(List.of(from.detail().ref().id(), to.detail().ref().id()));
        Episode said =
                announcer.open(
                        found,
                        pair,
                        contribution.groupKey(),
                        to.timeMs(),
                        to.detail().group(),
                        to.detail().context());
        return to.with(
                announcer.feed(
                        said,
                        contribution.groupKey(),
                        pair,
                        to.timeMs(),
                        List.of(from.detail(), to.detail())));
    }

    /** Both events; of results of other correlations, the events behind them. */
    private static Episode found(Sighting from, Sighting to, double kmh) {
        List<EventRef> before = from.detail().events();
        Set<String> seen = new HashSet<>();
        before.forEach(event -> seen.add(event.id()));
        List<EventRef> further = new ArrayList<>(to.detail().events());
        further.removeIf(event -> !seen.add(event.id()));
        return Episode.of(from.detail(), before)
                .plus(to.detail(), further)
                .plus(Measured.of(kmh, to.timeMs()))
                .completedBy(to.detail().predicates());
    }

    /** The least speed between two events, in tenths of km/h; 0 if that long ago says nothing. */
    private double speed(Sighting from, Sighting to) {
        long timeMs = to.timeMs() - from.timeMs();
        if (timeMs > reachMs) {
            return 0;
        }
        double hours = Math.max(LEAST_MS, timeMs) / MS_PER_HOUR;
        return Math.round(10 * from.place().kmTo(to.place()) / hours) / 10.0;
    }

    private Body limited(long floorMs, List<Sighting> sightings, Announcer announcer) {
        long newFloorMs = floorMs;
        while (sightings.size() > MAX_SIGHTINGS) {
            close(sightings.removeFirst().alert(), announcer);
            close(sightings.getFirst().alert(), announcer);
            announcer.lost(Loss.SIGHTINGS, 1);
            newFloorMs = sightings.getFirst().timeMs();
            sightings.set(0, sightings.getFirst().with(null));
        }
        return new GeoBody(newFloorMs, sightings);
    }

    private static void close(@Nullable Episode alert, Announcer announcer) {
        if (alert != null) {
            announcer.close(alert);
        }
    }

    private static Sighting settle(Sighting sighting, long horizonMs, Announcer announcer) {
        Episode alert = sighting.alert();
        if (alert == null) {
            return sighting;
        }
        if (sighting.timeMs() >= horizonMs || announcer.counts(alert, horizonMs)) {
            return sighting.with(announcer.due(alert));
        }
        announcer.close(alert);
        return sighting.with(null);
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        GeoBody before = (GeoBody) body;
        List<Sighting> sightings = new ArrayList<>(before.sightings());
        sightings.replaceAll(sighting -> awake(sighting, settledMs, announcer));
        return new GeoBody(before.floorMs(), sightings);
    }

    private static Sighting awake(Sighting sighting, long settledMs, Announcer announcer) {
        Episode alert = sighting.alert();
        return alert == null
                ? sighting
                : sighting.with(announcer.awake(alert, sighting.timeMs(), settledMs));
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        long earliest = StepResult.NEVER;
        for (Sighting sighting : ((GeoBody) body).sightings()) {
            Episode alert = sighting.alert();
            if (alert != null) {
                earliest = Math.min(earliest, announcer.awakeAtMs(alert, sighting.timeMs()));
            }
        }
        return earliest;
    }
}
