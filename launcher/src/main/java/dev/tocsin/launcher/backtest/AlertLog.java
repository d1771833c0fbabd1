package dev.tocsin.launcher.backtest;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Function;

/** The last revision of every alert of a backtest. */
public final class AlertLog {
    private static final Comparator<Alert> ORDER =
            Comparator.comparingLong(Alert::firstMs)
                    .thenComparing(alert -> alert.rule().title())
                    .thenComparing(Alert::id);

    private final Map<String, Alert> latest = new HashMap<>();
    private final int most;
    private final boolean whole;

    /**
     * @param most how many alerts it takes
     * @param whole whether evidence, predicates and context are kept too
     */
    public AlertLog(int most, boolean whole) {
        this.most = most;
        this.whole = whole;
    }

    /** There are more alerts than may be kept. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooMany(int most) {
            super("Expected at most %,d alerts, but found more".formatted(most));
        }
    }

    /**
     * Takes a further revision.
     *
     * @throws TooMany when it is the first of one alert too many
     */
    public void add(Alert revision) {
        latest.put(revision.id(), whole ? revision : outline(revision));
        if (latest.size() > most) {
            throw tooMany(most);
        }
    }

    /** The alerts that last, that is all but retracted and superseded ones, by time. */
    public List<Alert> lasting() {
        List<Alert> lasting = new ArrayList<>(latest.values());
        lasting.removeIf(alert -> !lasts(alert));
        lasting.sort(ORDER);
        return lasting;
    }

    /** How two logs differ. Retracted and superseded alerts are as good as none. */
    public List<Difference> differences(AlertLog before) {
        List<Difference> differences = new ArrayList<>();
        Map<String, Alert> old = new HashMap<>();
        before.lasting().forEach(alert -> old.put(alert.id(), alert));
        for (Alert alert : lasting()) {
            Alert was = old.remove(alert.id());
            if (was == null) {
                differences.add(new Difference.Added(alert));
            } else if (!same(was, alert)) {
                differences.add(new Difference.Changed(was, alert));
            }
        }
        List<Alert> gone = new ArrayList<>(old.values());
        gone.sort(ORDER);
        gone.forEach(alert -> differences.add(new Difference.Removed(alert)));
        return differences;
    }

    /** There are more alerts than may be kept. */
    public static TooMany tooMany(int most) {
        return new TooMany(most);
    }

    /** How many alerts each key has, by key. */
    public static List<Entry<String, Long>> counts(
            List<Alert> alerts, Function<Alert, String> key) {
        Map<String, Long> counts = new TreeMap<>();
        alerts.forEach(alert -> counts.merge(key.apply(alert), 1L, Long::sum));
        return List.copyOf(counts.entrySet());
    }

    static boolean lasts(Alert alert) {
        return alert.state() != AlertState.RETRACTED && alert.state() != AlertState.SUPERSEDED;
    }

    private static boolean same(Alert one, Alert other) {
        return outline(one).equals(outline(other));
    }

    /** What a table shows, and two versions of rules are compared by. */
    private static Alert outline(Alert alert) {
        return new Alert(
                alert.id(),
                0,
                alert.state(),
                alert.rule(),
                alert.group(),
                alert.firstMs(),
                alert.lastMs(),
                alert.value(),
                alert.maxValue(),
                null,
                0,
                alert.count(),
                List.of(),
                List.of(),
                Map.of(),
                alert.late(),
                alert.suppressed(),
                alert.supersededBy(),
                "");
    }
}
