package dev.tocsin.rules.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event holds in a field.
 *
 * @param present whether the field is there, be it null, empty or an object
 * @param hasNull whether it is null, or a list with a null
 * @param values its scalars
 */
record FieldValues(boolean present, boolean hasNull, List<Value> values) {
    static final FieldValues ABSENT = new FieldValues(false, false, List.of());

    /** The first value that passes, or null. */
    @Nullable Value first(ValueCheck check) {
        for (int i = 0; i < values.size(); i++) {
            if (check.passes(values.get(i))) {
                return values.get(i);
            }
        }
        return null;
    }
}
