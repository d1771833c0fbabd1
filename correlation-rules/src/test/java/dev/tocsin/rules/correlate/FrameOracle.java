package dev.tocsin.rules.correlate;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Threshold;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The judge of trailing frames: lays every frame over all events and joins those that share one.
 * Nothing here is clever.
 */
final class FrameOracle {
    private final CorrelationPlan plan;
    private final List<Contribution> events;

    FrameOracle(CorrelationPlan plan, List<Contribution> events) {
        this.plan = plan;
        this.events = new ArrayList<>(events);
        this.events.sort(Comparator.comparing(Contribution::event, Evidence.ORDER));
    }

    /** What must be alerted on. */
    List<Found> alerts() {
        List<Found> alerts = new ArrayList<>();
        for (List<BitSet> episode : episodes()) {
            alerts.add(found(episode));
        }
        return alerts;
    }

    /** Frames are sets of places in {@link #events}. */
    private List<List<BitSet>> episodes() {
        List<List<BitSet>> episodes = new ArrayList<>();
        for (BitSet frame : qualifying()) {
            List<BitSet> joined = new ArrayList<>();
            episodes.removeIf(
                    episode ->
                            episode.stream().anyMatch(frame::intersects) && joined.addAll(episode));
            joined.add(frame);
            episodes.add(joined);
        }
        return episodes;
    }

    /** By their end; events at one time have one frame. */
    private List<BitSet> qualifying() {
        Set<BitSet> frames = new LinkedHashSet<>();
        long timespanMs = plan.timespan().toMillis();
        for (Contribution last : events) {
            long endMs = last.event().timeMs();
            BitSet frame = new BitSet();
            for (int i = 0; i < events.size(); i++) {
                long timeMs = events.get(i).event().timeMs();
                frame.set(i, timeMs >= endMs - timespanMs && timeMs <= endMs);
            }
            if (threshold().holds(value(eventsOf(frame)))) {
                frames.add(frame);
            }
        }
        return List.copyOf(frames);
    }

    private List<Contribution> eventsOf(BitSet frame) {
        return frame.stream().mapToObj(events::get).toList();
    }

    private Threshold threshold() {
        return plan.threshold().bounds().isEmpty()
                ? Threshold.atLeast(plan.ruleIds().size())
                : plan.threshold();
    }

    private Found found(List<BitSet> frames) {
        BitSet all = new BitSet();
        double max = 0;
        for (BitSet frame : frames) {
            max = Math.max(max, value(eventsOf(frame)));
            all.or(frame);
        }
        List<Contribution> evidence = eventsOf(all);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            if (i < 50 || i >= evidence.size() - 50) {
                ids.add(evidence.get(i).event().id());
            }
        }
        return new Found(
                evidence.getFirst().group(),
                evidence.getFirst().event().timeMs(),
                evidence.getLast().event().timeMs(),
                evidence.size(),
                value(eventsOf(frames.getFirst())),
                max,
                ids);
    }

    private double value(List<Contribution> frame) {
        return switch (plan.type()) {
            case EVENT_COUNT -> frame.size();
            case VALUE_COUNT -> {
                List<String> distinct = new ArrayList<>();
                for (Contribution event : frame) {
                    for (String value : event.values()) {
                        if (distinct.stream().noneMatch(value::equalsIgnoreCase)) {
                            distinct.add(value);
                        }
                    }
                }
                yield distinct.size();
            }
            case TEMPORAL -> {
                int rules = 0;
                for (int i = 0; i < plan.ruleIds().size(); i++) {
                    int rule = i;
                    rules += frame.stream().anyMatch(e -> matches(e, rule)) ? 1 : 0;
                }
                yield rules;
            }
            case TEMPORAL_ORDERED -> longest(frame, 0, Long.MIN_VALUE, new HashSet<>());
            case NEW_VALUE -> throw new IllegalStateException("Expected frames");
            case VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    ABSENCE,
                    GEO_VELOCITY,
                    ANOMALY ->
                    throw new IllegalArgumentException(
                            "Expected a known type, but found " + plan.type());
        };
    }

    private int longest(List<Contribution> frame, int position, long notBefore, Set<String> used) {
        if (position == plan.ruleIds().size()) {
            return 0;
        }
        int best = longest(frame, position + 1, notBefore, used);
        for (Contribution event : frame) {
            long timeMs = event.event().timeMs();
            if (matches(event, position) && timeMs >= notBefore && used.add(event.event().id())) {
                best = Math.max(best, 1 + longest(frame, position + 1, timeMs, used));
                used.remove(event.event().id());
            }
        }
        return best;
    }

    private static boolean matches(Contribution event, int rule) {
        return (event.positions() >>> rule & 1) == 1;
    }
}
