package dev.tocsin.bench.desk;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import dev.tocsin.event.EventRef;
import java.util.List;
import java.util.Map;

/** The alerts that are in the store: of every level, of many rules and addresses. */
final class StoredAlerts {
    /** What every id begins with; the number follows. */
    static final String PREFIX = "bench-";

    /** How many digits a number has. */
    static final int DIGITS = 8;

    private static final long START = 1_767_268_800_000L;
    private static final long APART_MS = 1_000;
    private static final List<Level> LEVELS = List.of(Level.values());
    private static final int RULES = 200;
    private static final int ADDRESSES = 250;

    private StoredAlerts() {}

    static String id(int number) {
        return PREFIX + "%08d".formatted(number);
    }

    static Alert alert(int number) {
        Level level = LEVELS.get(number % LEVELS.size());
        String address = "198.51.100." + (number % ADDRESSES);
        long at = START + number * APART_MS;
        return new Alert(
                id(number),
                1,
                AlertState.OPEN,
                rule("rule-" + number % RULES, level),
                // Of a group of its own, so that it does not fold into another one.
                Map.of("source.ip", address, "user.name", "user-" + number),
                at,
                at,
                1,
                1,
                "gte 1",
                60_000,
                1,
                List.of(new EventRef(id(number) + "-e", at, "tocsin.events.raw.v1", 0, number)),
                List.of(),
                Map.of("source.ip", List.of(address)),
                false,
                0,
                null,
                "r1");
    }

    private static AlertRule rule(String id, Level level) {
        return new AlertRule(
                id,
                "event_count",
                "Many failures",
                "",
                level,
                List.of("attack.t1110"),
                List.of(),
                List.of(),
                "Tocsin");
    }
}
