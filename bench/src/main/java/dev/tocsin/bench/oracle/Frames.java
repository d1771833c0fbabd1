package dev.tocsin.bench.oracle;

import dev.tocsin.id.ContentId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lays every frame over the items of one group, and joins those that share one. */
final class Frames {
    private static final int SHOWN = 50;

    private final Wanted wanted;
    private final String key;
    private final List<Item> items;

    /** From an item to another one, which is not in it. */
    private record Frame(int from, int to) {}

    /**
     * What a correlation above hears of an episode.
     *
     * @param group its own group, folded
     * @param endMs when its first frame was complete
     * @param subject what else tells it apart; may be empty
     * @param events of that frame
     */
    record First(String group, long endMs, String subject, List<Happening> events) {}

    /**
     * @param items in their order
     */
    Frames(Wanted wanted, String key, List<Item> items) {
        this.wanted = wanted;
        this.key = key;
        this.items = items;
    }

    List<Fate> alerts() {
        return episodes().stream().map(this::alert).toList();
    }

    List<First> firsts() {
        List<First> firsts = new ArrayList<>();
        for (List<Frame> episode : episodes()) {
            Frame frame = episode.getFirst();
            long endMs =
                    wanted.demand().isClosing()
                            ? items.get(frame.from()).timeMs() + wanted.timespanMs()
                            : items.get(frame.to() - 1).timeMs();
            firsts.add(new First(key, endMs, "", behind(in(frame))));
        }
        return firsts;
    }

    private List<List<Frame>> episodes() {
        List<List<Frame>> episodes = new ArrayList<>();
        for (Frame frame : wanted.demand().isClosing() ? closing() : trailing()) {
            if (!holds(in(frame))) {
                continue;
            }
            List<Frame> joined = new ArrayList<>();
            for (List<Frame> episode : List.copyOf(episodes)) {
                if (episode.stream().anyMatch(known -> frame.from() < known.to())) {
                    joined.addAll(episode);
                    episodes.remove(episode);
                }
            }
            joined.add(frame);
            episodes.add(joined);
        }
        return episodes;
    }

    /** One for each time at which something happened. */
    private List<Frame> trailing() {
        List<Frame> frames = new ArrayList<>();
        for (int last = 0; last < items.size(); last++) {
            long endMs = items.get(last).timeMs();
            if (last + 1 == items.size() || items.get(last + 1).timeMs() > endMs) {
                frames.add(between(endMs - wanted.timespanMs(), endMs));
            }
        }
        return frames;
    }

    /** Each begins where the one before is over. */
    private List<Frame> closing() {
        List<Frame> frames = new ArrayList<>();
        long endMs = Long.MIN_VALUE;
        for (Item item : items) {
            if (item.timeMs() > endMs) {
                endMs = item.timeMs() + wanted.timespanMs();
                frames.add(between(item.timeMs(), endMs));
            }
        }
        return frames;
    }

    private Frame between(long fromMs, long toMs) {
        int from = 0;
        while (items.get(from).timeMs() < fromMs) {
            from++;
        }
        int to = from;
        while (to < items.size() && items.get(to).timeMs() <= toMs) {
            to++;
        }
        return new Frame(from, to);
    }

    private List<Item> in(Frame frame) {
        return items.subList(frame.from(), frame.to());
    }

    private boolean holds(List<Item> frame) {
        return switch (wanted.demand()) {
            case Demand.Nothing() -> value(frame) >= wanted.rules().size();
            case Demand.Bounds bounds -> bounds.holds(value(frame));
            case Demand.Cases cases -> {
                Set<String> seen = new HashSet<>();
                positions(frame).forEach(position -> seen.add(wanted.rules().get(position)));
                yield cases.holds(seen);
            }
        };
    }

    private Fate alert(List<Frame> frames) {
        double max = Double.NEGATIVE_INFINITY;
        Set<Item> all = new HashSet<>();
        for (Frame frame : frames) {
            max = Math.max(max, value(in(frame)));
            all.addAll(in(frame));
        }
        List<Item> sorted = new ArrayList<>(all);
        sorted.sort(Item.ORDER);
        List<Happening> evidence = behind(sorted);
        List<String> shown = shown(evidence);
        long firstMs = evidence.getFirst().timeMs();
        return new Fate(
                wanted.name(),
                sorted.getFirst().group(),
                firstMs,
                evidence.getLast().timeMs(),
                evidence.size(),
                value(in(frames.getFirst())),
                max,
                shown,
                0,
                ContentId.of(wanted.name(), key, Long.toString(firstMs)));
    }

    /** Ids of the first and the last. */
    static List<String> shown(List<Happening> evidence) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < evidence.size(); i++) {
            if (i < SHOWN || i >= evidence.size() - SHOWN) {
                shown.add(evidence.get(i).id());
            }
        }
        return shown;
    }

    /** The events themselves, each once. */
    static List<Happening> behind(List<Item> items) {
        Set<Happening> events = new HashSet<>();
        items.forEach(item -> events.addAll(item.events()));
        List<Happening> sorted = new ArrayList<>(events);
        sorted.sort(Happening.ORDER);
        return sorted;
    }

    private static Set<Integer> positions(List<Item> frame) {
        Set<Integer> positions = new HashSet<>();
        frame.forEach(item -> positions.addAll(item.positions()));
        return positions;
    }

    private double value(List<Item> frame) {
        return switch (wanted.type()) {
            case EVENT_COUNT -> frame.size();
            case VALUE_COUNT -> {
                Set<String> distinct = new HashSet<>();
                frame.forEach(
                        item ->
                                item.values()
                                        .forEach(
                                                value ->
                                                        distinct.add(
                                                                value.toLowerCase(Locale.ROOT))));
                yield distinct.size();
            }
            case TEMPORAL -> positions(frame).size();
            case TEMPORAL_ORDERED -> longest(frame, 0, Long.MIN_VALUE, new HashSet<>());
            case VALUE_SUM -> sum(numbers(frame)).doubleValue();
            case VALUE_AVG ->
                    sum(numbers(frame))
                            .divide(
                                    BigDecimal.valueOf(numbers(frame).size()),
                                    MathContext.DECIMAL64)
                            .doubleValue();
            case VALUE_PERCENTILE -> percentile(numbers(frame), wanted.percentile());
            case VALUE_MEDIAN -> percentile(numbers(frame), 50);
            case ABSENCE, NEW_VALUE, GEO_VELOCITY, ANOMALY, RISK ->
                    throw new IllegalStateException("Expected frames, found " + wanted.type());
        };
    }

    private static List<BigDecimal> numbers(List<Item> frame) {
        List<BigDecimal> numbers = new ArrayList<>();
        frame.forEach(item -> item.values().forEach(value -> numbers.add(new BigDecimal(value))));
        Collections.sort(numbers);
        return numbers;
    }

    private static BigDecimal sum(List<BigDecimal> numbers) {
        return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double percentile(List<BigDecimal> sorted, int percentile) {
        double rank = percentile / 100.0 * (sorted.size() - 1);
        double low = sorted.get((int) Math.floor(rank)).doubleValue();
        double high = sorted.get((int) Math.ceil(rank)).doubleValue();
        return low + (rank - Math.floor(rank)) * (high - low);
    }

    /** The longest chain in the order of the list, by trying all. */
    private int longest(List<Item> frame, int position, long notBeforeMs, Set<Item> used) {
        if (position == wanted.rules().size()) {
            return 0;
        }
        int best = longest(frame, position + 1, notBeforeMs, used);
        for (Item item : frame) {
            boolean fits = item.positions().contains(position) && item.timeMs() >= notBeforeMs;
            if (fits && used.add(item)) {
                best = Math.max(best, 1 + longest(frame, position + 1, item.timeMs(), used));
                used.remove(item);
            }
        }
        return best;
    }
}
