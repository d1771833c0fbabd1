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

    private final Wanted wanted;
    private final String key;
    private final List<Item> items;
    private final List<Fate> fates = new ArrayList<>();
    private final List<Frames.First> firsts = new ArrayList<>();

    /**
     * @param items in their order
     */
    Pairs(Wanted wanted, String key, List<Item> items) {
        this.wanted = wanted;
        this.key = key;
        this.items = items;
        switch (wanted.type()) {
            case NEW_VALUE -> news();
            case ABSENCE -> silences();
            case GEO_VELOCITY -> journeys();
            case EVENT_COUNT,
                    VALUE_COUNT,
                    VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    TEMPORAL,
                    TEMPORAL_ORDERED,
                    ANOMALY,
                    RISK ->
                    throw new IllegalStateException("Expected no frames, found " + wanted.type());
        }
    }

    List<Fate> alerts() {
        return List.copyOf(fates);
    }

    /** What the correlations above hear. */
    List<Frames.First> firsts() {
        return List.copyOf(firsts);
    }

    /**
     * Values that were not seen within the history, once the group has learned: anew if it slept.
     */
    private void news() {
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
                if (isNew && item.timeMs() > learnedMs && !known(i, value)) {
                    news(item, value);
                }
            }
        }
    }

    private boolean known(int before, String value) {
        long fromMs = items.get(before).timeMs() - wanted.historySeconds() * 1_000L;
        for (Item item : items.subList(0, before)) {
            if (item.timeMs() >= fromMs
                    && item.values().stream().anyMatch(value::equalsIgnoreCase)) {
                return true;
            }
        }
        return false;
    }

    private void news(Item item, String value) {
        Map<String, String> group = new LinkedHashMap<>(item.group());
        group.put(wanted.field(), value);
        String folded = value.toLowerCase(Locale.ROOT);
        String id = ContentId.of(wanted.name(), key, Long.toString(item.timeMs()), folded);
        List<Happening> behind = item.events();
        fates.add(
                fate(
                        group,
                        behind.getFirst().timeMs(),
                        behind.getLast().timeMs(),
                        behind.size(),
                        1,
                        Frames.shown(behind),
                        id));
        firsts.add(new Frames.First(key, item.timeMs(), folded, item.events()));
    }

    /** Gaps that are too long, and the one after the last event, which nothing ends. */
    private void silences() {
        for (int i = 0; i < items.size(); i++) {
            Item from = items.get(i);
            boolean last = i + 1 == items.size();
            long gapMs = last ? Long.MAX_VALUE : items.get(i + 1).timeMs() - from.timeMs();
            if (gapMs > wanted.timespanMs()) {
                boolean ended = gapMs <= wanted.forgetSeconds() * 1_000L;
                long endMs = ended ? from.timeMs() + gapMs : from.timeMs();
                double seconds = (ended ? gapMs : wanted.timespanMs()) / 1_000.0;
                List<Item> around = ended ? List.of(from, items.get(i + 1)) : List.of(from);
                List<String> heard = Frames.shown(Frames.behind(around));
                String id = ContentId.of(wanted.name(), key, Long.toString(from.timeMs()));
                fates.add(fate(from.group(), from.timeMs(), endMs, 0, seconds, heard, id));
                firsts.add(
                        new Frames.First(
                                key, from.timeMs() + wanted.timespanMs(), "", from.events()));
            }
        }
    }

    /** Neighbours that are farther apart than one can travel. */
    private void journeys() {
        for (int i = 1; i < items.size(); i++) {
            Item from = items.get(i - 1);
            Item to = items.get(i);
            double hours = Math.max(1_000, to.timeMs() - from.timeMs()) / 3_600_000.0;
            double km = Math.max(0, km(from, to) - radius(from) - radius(to));
            double speed = Math.round(10 * km / hours) / 10.0;
            if (speed > wanted.speed()) {
                journey(from, to, speed);
            }
        }
    }

    private void journey(Item from, Item to, double speed) {
        List<Happening> behind = Frames.behind(List.of(from, to));
        long firstMs = behind.getFirst().timeMs();
        String pair = from.id() + '\u001f' + to.id();
        fates.add(
                fate(
                        from.group(),
                        firstMs,
                        behind.getLast().timeMs(),
                        behind.size(),
                        speed,
                        Frames.shown(behind),
                        ContentId.of(wanted.name(), key, Long.toString(firstMs), pair)));
        firsts.add(new Frames.First(key, to.timeMs(), pair, behind));
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

    private static double radius(Item item) {
        return Double.parseDouble(item.values().getLast());
    }

    private static double[] degrees(Item item) {
        String[] parts = item.values().getFirst().split(",", -1);
        return new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])};
    }

    private Fate fate(
            Map<String, String> group,
            long firstMs,
            long lastMs,
            long count,
            double value,
            List<String> evidence,
            String id) {
        return new Fate(
                wanted.name(), group, firstMs, lastMs, count, value, value, evidence, 0, id);
    }
}
