package dev.tocsin.desk.list;

import dev.tocsin.desk.change.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a list, and how its history tells it.
 *
 * @param list as it shall be
 * @param action what was done
 * @param fields what changed
 * @param comment why
 */
record ListEdit(
        StoredList list, String action, List<FieldChange> fields, @Nullable String comment) {
    /** Makes an edit of a list as it is; asked again when somebody else was faster. */
    @FunctionalInterface
    interface Maker {
        /** The edit, or null when nothing has to change. */
        @Nullable ListEdit of(StoredList list);
    }

    /** The most values that one entry of the history names. */
    static final int MAX_NAMED = 100;

    ListEdit {
        fields = List.copyOf(fields);
    }

    /** Values that came or went; beyond {@link #MAX_NAMED} only how many. */
    static FieldChange values(String field, List<String> from, List<String> to) {
        return FieldChange.of(field, named(from), named(to));
    }

    private static List<String> named(List<String> values) {
        if (values.size() <= MAX_NAMED) {
            return values;
        }
        List<String> named = new ArrayList<>(values.subList(0, MAX_NAMED));
        named.add("and " + (values.size() - MAX_NAMED) + " more");
        return named;
    }
}
