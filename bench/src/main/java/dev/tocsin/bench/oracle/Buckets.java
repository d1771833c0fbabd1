package dev.tocsin.bench.oracle;

import dev.tocsin.id.ContentId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The items of one group in buckets, from the first to the last: each against all earlier ones that
 * are of the same hour of the week.
 */
final class Buckets {
    private final Wanted wanted;
    private final String key;
    private final TreeMap<Long, List<Item>> byStart = new TreeMap<>();
    private final Set<Long> unusual = new HashSet<>();

    /**
     * @param items in their order
     */
    Buckets(Wanted wanted, String key, List<Item> items) {
        this.wanted = wanted;
        this.key = key;
        items.forEach(
                item ->
                        byStart.computeIfAbsent(startOf(item.timeMs()), _ -> new ArrayList<>())
                                .add(item));
    }

    private long startOf(long timeMs) {
        return Math.floorDiv(timeMs, wanted.timespanMs()) * wanted.timespanMs();
    }

    List<Fate> alerts() {
        List<Fate> fates = new ArrayList<>();
        byStart.forEach(
                (startMs, items) -> {
                    double off = off(startMs);
                    if (wanted.demand() instanceof Demand.Bounds bounds && bounds.holds(off)) {
                        unusual.add(startMs);
                        fates.add(fate(items, off));
                    }
                });
        return fates;
    }

    /** What the correlations above hear: after {@link #alerts}. */
    List<Frames.First> firsts() {
        List<Frames.First> firsts = new ArrayList<>();
        byStart.forEach(
                (startMs, items) -> {
                    if (unusual.contains(startMs)) {
                        List<Happening> behind = Frames.behind(items);
                        firsts.add(
                                new Frames.First(key, startMs + wanted.timespanMs(), "", behind));
                    }
                });
        return firsts;
    }

    /** By how many deviations a bucket is off; as if by none while the group learns. */
    private double off(long startMs) {
        long begunMs = begunMs(startMs);
        List<Double> usual = new ArrayList<>();
        for (long then = startOf(begunMs); then < startMs; then += wanted.timespanMs()) {
            boolean counts =
                    then >= startMs - wanted.historySeconds() * 1_000L
                            && sameHour(then, startMs)
                            && !unusual.contains(then);
            if (counts) {
                usual.add(amount(byStart.getOrDefault(then, List.of())));
            }
        }
        if (usual.isEmpty() || startMs < begunMs + wanted.learnSeconds() * 1_000L) {
            return Double.NEGATIVE_INFINITY;
        }
        double median = median(usual);
        double mad = median(usual.stream().map(value -> Math.abs(value - median)).toList());
        double deviation = Math.max(1.4826 * mad, Math.max(1, Math.abs(median) * 0.1));
        double amount = amount(byStart.getOrDefault(startMs, List.of()));
        return Math.round(100 * Math.abs(amount - median) / deviation) / 100.0;
    }

    /** When the group was new: a group of which nothing came for its history is new again. */
    private long begunMs(long startMs) {
        long begunMs = startMs;
        for (long then : byStart.headMap(startMs, false).descendingKeySet()) {
            if (begunMs - then > wanted.historySeconds() * 1_000L) {
                break;
            }
            begunMs = then;
        }
        return byStart.getOrDefault(begunMs, List.of()).getFirst().timeMs();
    }

    /**
     * A bucket is of the hour that its middle is in; one that is shorter, with all of that hour.
     */
    private boolean sameHour(long then, long startMs) {
        if (wanted.timespanMs() >= Tempo.HOUR_MS) {
            return (startMs - then) % Tempo.WEEK_MS == 0;
        }
        long hourMs = hourOf(startMs + wanted.timespanMs() / 2);
        long weeksMs = hourMs - hourOf(then);
        return weeksMs > 0 && weeksMs % Tempo.WEEK_MS == 0;
    }

    private static long hourOf(long timeMs) {
        return timeMs / Tempo.HOUR_MS * Tempo.HOUR_MS;
    }

    private double amount(List<Item> items) {
        if (wanted.field().isEmpty()) {
            return items.size();
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Item item : items) {
            for (String value : item.values()) {
                sum = sum.add(new BigDecimal(value));
            }
        }
        return sum.doubleValue();
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private Fate fate(List<Item> items, double off) {
        List<Happening> behind = Frames.behind(items);
        long firstMs = behind.getFirst().timeMs();
        return new Fate(
                wanted.name(),
                items.getFirst().group(),
                firstMs,
                behind.getLast().timeMs(),
                behind.size(),
                off,
                off,
                Frames.shown(behind),
                0,
                ContentId.of(wanted.name(), key, Long.toString(firstMs)));
    }
}
