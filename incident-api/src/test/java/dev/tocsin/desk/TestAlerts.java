package dev.tocsin.desk;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.alert.AlertFolding;
import dev.tocsin.desk.alert.AlertIndex;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.FirstTriage;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.event.EventRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Alerts for tests. */
final class TestAlerts {
    private static final long START = 1_767_268_800_000L;

    private static final long HOUR_MS = 3_600_000;

    private TestAlerts() {}

    /** A store of alerts that folds and suppresses nothing. */
    static AlertStore store(DeskStore store, OutboxSignals signals) {
        InstantSource clock = InstantSource.system();
        Author author = new Author(AlertFolding.AUTHOR, new Ids(clock), clock);
        return new AlertStore(
                store,
                signals,
                new AlertIndex(100),
                FirstTriage.UNTOUCHED,
                new AlertFolding(store, signals, Duration.ZERO, author));
    }

    /** An open alert with two pieces of evidence. */
    static Alert alert(String id) {
        return alert(id, 1, AlertState.OPEN, 2, Level.HIGH, "ssh-brute-force");
    }

    /** A revision, with one more piece of evidence than its number, some hours later. */
    static Alert at(String id, int revision, String rule, long hours) {
        return alert(
                id,
                revision,
                AlertState.OPEN,
                revision + 1,
                Level.HIGH,
                rule,
                START + hours * HOUR_MS);
    }

    /** A revision, with as many pieces of evidence as its count. */
    static Alert alert(
            String id, int revision, AlertState state, int count, Level level, String rule) {
        return alert(id, revision, state, count, level, rule, START);
    }

    private static Alert alert(
            String id,
            int revision,
            AlertState state,
            int count,
            Level level,
            String rule,
            long start) {
        return new Alert(
                id,
                revision,
                state,
                new AlertRule(
                        rule,
                        "event_count",
                        "Many failures",
                        "",
                        level,
                        List.of("attack.t1110"),
                        List.of(),
                        List.of(),
                        "Tocsin"),
                Map.of("source.ip", "198.51.100.7"),
                start,
                start + count * 1000L,
                count,
                count,
                "gte 2",
                60_000,
                count,
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        new EventRef(
                                                id + "-" + i,
                                                start + i * 1000L,
                                                "tocsin.events.raw.v1",
                                                0,
                                                i))
                        .toList(),
                List.of(),
                Map.of("source.ip", List.of("198.51.100.7")),
                false,
                0,
                null,
                "r1");
    }
}
