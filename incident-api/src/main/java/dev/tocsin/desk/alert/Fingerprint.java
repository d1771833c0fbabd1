package dev.tocsin.desk.alert;

import dev.tocsin.alert.Alert;
import dev.tocsin.id.ContentId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What makes two alerts the same finding again: the rule and the values it groups by. A rule that
 * groups by nothing speaks of the users and machines of its events: those stand for the group, so
 * that one machine's alert never hides another's.
 */
final class Fingerprint {
    private static final List<String> ENTITIES =
            List.of(
                    "user.name",
                    "host.name",
                    "source.ip",
                    "destination.ip",
                    "source.user.name",
                    "destination.user.name");

    private Fingerprint() {}

    /** The fingerprint; null for an alert that names nobody, which is like no other one. */
    static @Nullable String of(Alert alert) {
        List<String> parts = new ArrayList<>();
        parts.add(alert.rule().id());
        if (alert.group().isEmpty()) {
            for (String field : ENTITIES) {
                List<String> values = alert.context().getOrDefault(field, List.of());
                values.stream().sorted().forEach(value -> add(parts, field, value));
            }
        } else {
            new TreeMap<>(alert.group()).forEach((field, value) -> add(parts, field, value));
        }
        return parts.size() == 1 ? null : ContentId.of(parts.toArray(String[]::new));
    }

    private static void add(List<String> parts, String field, String value) {
        parts.add(field);
        parts.add(value);
    }
}
