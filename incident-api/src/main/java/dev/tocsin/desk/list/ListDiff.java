package dev.tocsin.desk.list;

import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What tells the entries of a list apart from those that it shall have. */
final class ListDiff {
    private final List<String> gone = new ArrayList<>();
    private final List<String> came = new ArrayList<>();
    private final List<ListEntry> changed = new ArrayList<>();

    private ListDiff(StoredList list, SortedMap<String, ListEntry> after) {
        list.entries().values().stream()
                .filter(entry -> !after.containsKey(entry.key()))
                .forEach(entry -> gone.add(entry.value()));
        for (ListEntry entry : after.values()) {
            ListEntry before = list.entries().get(entry.key());
            if (before == null) {
                came.add(entry.value());
            } else if (!before.equals(entry)) {
                changed.add(before);
            }
        }
    }

    /** The edit that makes the list have these entries; null when it has them already. */
    static @Nullable ListEdit of(
            StoredList list, SortedMap<String, ListEntry> after, @Nullable String comment) {
        ListDiff diff = new ListDiff(list, after);
        if (diff.gone.isEmpty() && diff.came.isEmpty() && diff.changed.isEmpty()) {
            return null;
        }
        return new ListEdit(list.with(after.values()), diff.action(), diff.fields(after), comment);
    }

    private String action() {
        if (changed.isEmpty() && gone.isEmpty()) {
            return "added";
        }
        return changed.isEmpty() && came.isEmpty() ? "removed" : "changed";
    }

    /** One changed entry is told member by member, many by their values. */
    private List<FieldChange> fields(SortedMap<String, ListEntry> after) {
        List<FieldChange> fields = new ArrayList<>();
        fields.add(ListEdit.values("entries", gone, came));
        if (changed.size() == 1) {
            ListEntry before = changed.getFirst();
            fields.addAll(members(before, Objects.requireNonNull(after.get(before.key()))));
        } else {
            fields.add(
                    ListEdit.values(
                            "changed", List.of(), changed.stream().map(ListEntry::value).toList()));
        }
        fields.removeIf(field -> !field.isReal());
        return fields;
    }

    private static List<FieldChange> members(ListEntry from, ListEntry to) {
        String name = "entries/" + to.value() + "/";
        return List.of(
                FieldChange.of(name + "value", from.value(), to.value()),
                FieldChange.of(name + "reason", from.reason(), to.reason()),
                FieldChange.of(name + "expires_at", time(from), time(to)),
                FieldChange.of(name + "facts", facts(from), facts(to)));
    }

    private static List<String> facts(ListEntry entry) {
        return new TreeMap<>(entry.facts())
                .entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue()).toList();
    }

    private static @Nullable String time(ListEntry entry) {
        return entry.expiresAtMs() == null ? null : Texts.time(entry.expiresAtMs());
    }
}
