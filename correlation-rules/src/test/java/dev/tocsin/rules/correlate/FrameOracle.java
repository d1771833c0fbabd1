package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.FrameKind;
import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.plan.Threshold;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The judge of frames: lays every frame over all events and joins those that share one. Nothing
 * here is clever.
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
    List<FinalAlert> alerts() {
        List<FinalAlert> alerts = new ArrayList<>();
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
        for (BitSet frame : plan.frames() == FrameKind.CLOSING ? closing() : trailing()) {
            if (holds(eventsOf(frame))) {
                frames.add(frame);
            }
        }
        return List.copyOf(frames);
    }

    private List<BitSet> trailing() {
        List<BitSet> frames = new ArrayList<>();
        for (Contribution last : events) {
            long endMs = last.event().timeMs();
            frames.add(between(endMs - plan.timespan().toMillis(), endMs));
        }
        return frames;
    }

    private List<BitSet> closing() {
        List<BitSet> frames = new ArrayList<>();
        long endMs = Long.MIN_VALUE;
        for (Contribution event : events) {
            long timeMs = event.event().timeMs();
            if (timeMs > endMs) {
                endMs = timeMs + plan.timespan().toMillis();
                frames.add(between(timeMs, endMs));
            }
        }
        return frames;
    }

    private BitSet between(long fromMs, long toMs) {
        BitSet frame = new BitSet();
        for (int i = 0; i < events.size(); i++) {
            long timeMs = events.get(i).event().timeMs();
            frame.set(i, timeMs >= fromMs && timeMs <= toMs);
        }
        return frame;
    }

    private List<Contribution> eventsOf(BitSet frame) {
        return frame.stream().mapToObj(events::get).toList();
    }

    private boolean holds(List<Contribution> frame) {
        TemporalExpression expression = plan.expression();
        if (expression != null) {
            long seen = 0;
            for (Contribution event : frame) {
                seen |= event.positions();
            }
            return expression.holds(seen);
        }
        Threshold threshold =
                plan.threshold().bounds().isEmpty()
                        ? Threshold.atLeast(plan.ruleIds().size())
                        : plan.threshold();
        return threshold.holds(value(frame));
    }

    private FinalAlert found(List<BitSet> frames) {
        BitSet all = new BitSet();
        double max = Double.NEGATIVE_INFINITY;
        for (BitSet frame : frames) {
            max = Math.max(max, value(eventsOf(frame)));
            all.or(frame);
        }
        List<EventRef> evidence = behind(eventsOf(all));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            if (i < 50 || i >= evidence.size() - 50) {
                ids.add(evidence.get(i).id());
            }
        }
        return new FinalAlert(
                eventsOf(all).getFirst().group(),
                evidence.getFirst().timeMs(),
                evidence.getLast().timeMs(),
                evidence.size(),
                value(eventsOf(frames.getFirst())),
                max,
                ids);
    }

    /** The events themselves, or those of the inner episodes, each once. */
    private static List<EventRef> behind(List<Contribution> contributions) {
        Map<String, EventRef> events = new HashMap<>();
        for (Contribution contribution : contributions) {
            InnerResult result = contribution.result();
            List<EventRef> of = result == null ? List.of(contribution.event()) : result.events();
            of.forEach(event -> events.put(event.id(), event));
        }
        List<EventRef> sorted = new ArrayList<>(events.values());
        sorted.sort(Evidence.ORDER);
        return sorted;
    }

    /** What a correlation above must hear: for each episode its first frame. */
    List<FirstFrame> firstFrames() {
        List<FirstFrame> first = new ArrayList<>();
        for (List<BitSet> episode : episodes()) {
            List<Contribution> frame = eventsOf(episode.getFirst());
            long timespanMs = plan.timespan().toMillis();
            long endMs =
                    plan.frames() == FrameKind.CLOSING
                            ? frame.getFirst().event().timeMs() + timespanMs
                            : frame.getLast().event().timeMs();
            first.add(
                    new FirstFrame(
                            endMs, frame.stream().map(of -> Detail.whole(of, false)).toList()));
        }
        return first;
    }

    /** Whether these events are a sequence, as long as can be, in the first frame of an alert. */
    boolean isSequenceOf(FinalAlert alert, List<SequenceStep> steps) {
        return episodes().stream()
                .filter(episode -> found(episode).equals(alert))
                .anyMatch(episode -> isSequence(eventsOf(episode.getFirst()), steps));
    }

    private boolean isSequence(List<Contribution> frame, List<SequenceStep> steps) {
        int place = -1;
        long timeMs = Long.MIN_VALUE;
        Set<String> used = new HashSet<>();
        for (SequenceStep step : steps) {
            boolean serves =
                    frame.stream()
                            .anyMatch(
                                    event ->
                                            event.event().equals(step.event())
                                                    && matches(event, step.place()));
            if (!serves
                    || step.place() <= place
                    || step.event().timeMs() < timeMs
                    || !used.add(step.event().id())) {
                return false;
            }
            place = step.place();
            timeMs = step.event().timeMs();
        }
        return steps.size() == longest(frame, 0, Long.MIN_VALUE, new HashSet<>());
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
            case VALUE_SUM -> sum(numbers(frame)).doubleValue();
            case VALUE_AVG ->
                    sum(numbers(frame))
                            .divide(
                                    BigDecimal.valueOf(numbers(frame).size()),
                                    MathContext.DECIMAL64)
                            .doubleValue();
            case VALUE_PERCENTILE, VALUE_MEDIAN -> percentile(numbers(frame));
            case ABSENCE, NEW_VALUE, GEO_VELOCITY, ANOMALY, RISK ->
                    throw new IllegalStateException("Expected frames");
        };
    }

    private static List<BigDecimal> numbers(List<Contribution> frame) {
        List<BigDecimal> numbers = new ArrayList<>();
        for (Contribution event : frame) {
            event.values().forEach(value -> numbers.add(new BigDecimal(value)));
        }
        Collections.sort(numbers);
        return numbers;
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private double percentile(List<BigDecimal> sorted) {
        double rank = plan.criterion().percentile() / 100 * (sorted.size() - 1);
        double low = sorted.get((int) Math.floor(rank)).doubleValue();
        double high = sorted.get((int) Math.ceil(rank)).doubleValue();
        return low + (rank - Math.floor(rank)) * (high - low);
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
