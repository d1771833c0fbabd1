package dev.tocsin.desk;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Alerts for tests. */
final class TestAlerts {
    private static final long START = 1_767_268_800_000L;

    private TestAlerts() {}

    /** An open alert with two pieces of evidence. */
    static Alert alert(String id) {
        return alert(id, 1, AlertState.OPEN, 2, Level.HIGH, "ssh-brute-force");
    }

    /** A revision, with as many pieces of evidence as its count. */
    static Alert alert(
            String id, int revision, AlertState state, int count, Level level, String rule) {
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
                START,
                START + count * 1000L,
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
                                                START + i * 1000L,
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
