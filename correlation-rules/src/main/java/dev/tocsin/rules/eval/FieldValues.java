package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event holds in a field. */
final class FieldValues {
    private static final Value[] NO_VALUES = {};

    /** The field is not there. */
    static final FieldValues ABSENT = new FieldValues(false, false, NO_VALUES);

    /** The field is there and null, or a list of nothing but nulls. */
    static final FieldValues NULL = new FieldValues(true, true, NO_VALUES);

    private static final FieldValues NO_SCALAR = new FieldValues(true, false, NO_VALUES);

    private final boolean present;
    private final boolean hasNull;
    private final Value[] values;

    private FieldValues(boolean present, boolean hasNull, Value[] values) {
        this.present = present;
        this.hasNull = hasNull;
        this.values = values;
    }

    /** What one node that is no array holds. */
    static FieldValues of(JsonNode node) {
        Value value = Value.of(node);
        if (value != null) {
            return of(value);
        }
        return node.isNull() ? NULL : NO_SCALAR;
    }

    static FieldValues of(Value value) {
        return new FieldValues(true, false, new Value[] {value});
    }

    static FieldValues of(List<Value> values) {
        return new FieldValues(true, false, values.toArray(NO_VALUES));
    }

    /** What the nodes at a present place hold; none of them is an array. */
    static FieldValues ofAll(List<JsonNode> nodes) {
        if (nodes.size() == 1) {
            return of(nodes.getFirst());
        }
        Value[] values = new Value[nodes.size()];
        int count = 0;
        int nulls = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Value value = Value.of(nodes.get(i));
            if (value != null) {
                values[count++] = value;
            }
            nulls += nodes.get(i).isNull() ? 1 : 0;
        }
        if (nulls > 0 && nulls == values.length) {
            return NULL;
        }
        return new FieldValues(true, nulls > 0, Arrays.copyOf(values, count));
    }

    /** Whether the field is there, be it null, empty or an object. */
    boolean present() {
        return present;
    }

    /** Whether it is null, or a list with a null. */
    boolean hasNull() {
        return hasNull;
    }

    /** How many scalars there are. */
    int size() {
        return values.length;
    }

    Value get(int index) {
        return values[index];
    }

    /** The first value that passes, or null. */
    @Nullable Value first(ValueCheck check) {
        for (Value value : values) {
            if (check.passes(value)) {
                return value;
            }
        }
        return null;
    }
}
