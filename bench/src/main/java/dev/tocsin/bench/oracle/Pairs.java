package dev.tocsin.bench.oracle;

import dev.tocsin.id.ContentId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks at events of one group and those before them: the types that have no frames. */
final class Pairs {
    private static final double EARTH_KM = 6_371.0088;

    private Pairs() {}

    /**
     * Values that were not seen within the history, once the group has learned: anew if it slept.
     */
    static List<Fate> firsts(Wanted wanted, String key, List<Item> items) {
        List<Fate> fates = new ArrayList<>();
        long forgetMs = (wanted.historySeconds() + wanted.graceSeconds()) * 1_000L;
        long learnedMs = items.getFirst().timeMs() + wanted.learnSeconds() * 1_000L;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            if (i > 0 && item.timeMs() - items.get(i - 1).timeMs() > forgetMs) {
                learnedMs = item.timeMs() + wanted.learnSeconds() * 1_000L;
            }
            List<String> said = new ArrayList<>();
            for (String value : item.values()) {
                boolean isNew = said.stream().noneMatch(value::equalsIgnoreCase);
                said.add(value);
                if (isNew && item.timeMs() > learnedMs && !known(wanted, items, i, value)) {
                    fates.add(first(wanted, key, item, value));
                }
            }
        }
        return fates;
    }

    private static boolean known(Wanted wanted, List<Item> items, int before, String value) {
        long fromMs = items.get(before).timeMs() - wanted.historySeconds() * 1_000L;
        for (Item item : items.subList(0, before)) {
            if (item.timeMs() >= fromMs
                    && item.values().stream().anyMatch(value::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }

    private static Fate first(Wanted wanted, String key, Item item, String value) {
        Map<String, String> group = new LinkedHashMap<>(item.group());
        group.put(wanted.field(), value);
        String id =
                ContentId.of(
                        wanted.name(),
                        key,
                        Long.toString(item.timeMs()),
                        value.toLowerCase(Locale.ROOT));
        return fate(wanted, group, item.timeMs(), item.timeMs(), 1, 1, List.of(item), id);
    }

    /** Gaps that are too long, and the one after the last event, which nothing ends. */
    static List<Fate> silences(Wanted wanted, String key, List<Item> items) {
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item from = items.get(i);
            boolean last = i + 1 == items.size();
            long gapMs = last ? Long.MAX_VALUE : items.get(i + 1).timeMs() - from.timeMs();
            if (gapMs > wanted.timespanMs()) {
                boolean ended = gapMs <= wanted.forgetSeconds() * 1_000L;
                double seconds = (ended ? gapMs : wanted.timespanMs()) / 1_000.0;
                String id = ContentId.of(wanted.name(), key, Long.toString(from.timeMs()));
                fates.add(
                        fate(
                                wanted,
                                from.group(),
                                from.timeMs(),
                                ended ? from.timeMs() + gapMs : from.timeMs(),
                                0,
                                seconds,
                                ended ? List.of(from, items.get(i + 1)) : List.of(from),
                                id));
            }
        }
        return fates;
    }

    /** Neighbours that are farther apart than one can travel. */
    static List<Fate> journeys(Wanted wanted, String key, List<Item> items) {
        List<Fate> fates = new ArrayList<>();
        for (int i = 1; i < items.size(); i++) {
            Item from = items.get(i - 1);
            Item to = items.get(i);
            double hours = Math.max(1_000, to.timeMs() - from.timeMs()) / 3_600_000.0;
            double speed = Math.round(10 * km(from, to) / hours) / 10.0;
            if (speed > wanted.speed()) {
                String id =
                        ContentId.of(
                                wanted.name(),
                                key,
                                Long.toString(from.timeMs()),
                                from.id() + '\u001f' + to.id());
                fates.add(
                        fate(
                                wanted,
                                from.group(),
                                from.timeMs(),
                                to.timeMs(),
                                2,
                                speed,
                                List.of(from, to),
                                id));
            }
        }
        return fates;
    }

    /** Haversine. */
    private static double km(Item from, Item to) {
        double[] a = degrees(from);
        double[] b = degrees(to);
        double north = Math.toRadians(b[0] - a[0]);
        double east = Math.toRadians(b[1] - a[1]);
        double chord =
                Math.pow(Math.sin(north / 2), 2)
                        + Math.cos(Math.toRadians(a[0]))
                                * Math.cos(Math.toRadians(b[0]))
                                * Math.pow(Math.sin(east / 2), 2);
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
    }

    private static double[] degrees(Item item) {
        String[] parts = item.values().getFirst().split(",", -1);
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }

    private static Fate fate(
            Wanted wanted,
            Map<String, String> group,
            long firstMs,
            long lastMs,
            long count,
            double value,
            List<Item> evidence,
            String id) {
        return new Fate(
                wanted.name(),
                group,
                firstMs,
                lastMs,
                count,
                value,
                value,
                evidence.stream().map(Item::id).toList(),
                id);
    }
}
