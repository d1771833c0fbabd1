package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks a field up in events: of its places the first that is there and not null; null if it is
 * null everywhere it is there.
 */
final class FieldReader {
    private final int id;
    private final FieldPath[] places;

    FieldReader(int id, Field field) {
        this.id = id;
        this.places = field.places().stream().map(FieldPath::of).toArray(FieldPath[]::new);
    }

    /** Number of this field in its matcher, from 0. */
    int id() {
        return id;
    }

    FieldValues read(JsonNode event) {
        List<JsonNode> found = new ArrayList<>(1);
        boolean seenNull = false;
        for (FieldPath place : places) {
            if (place.collect(event, found)) {
                if (!isNull(found)) {
                    return values(found);
                }
                seenNull = true;
                found.clear();
            }
        }
        return seenNull ? new FieldValues(true, true, List.of()) : FieldValues.ABSENT;
    }

    private static boolean isNull(List<JsonNode> found) {
        return found.size() == 1 && found.getFirst().isNull();
    }

    private static FieldValues values(List<JsonNode> found) {
        List<Value> values = new ArrayList<>(found.size());
        boolean hasNull = false;
        for (int i = 0; i < found.size(); i++) {
            JsonNode node = found.get(i);
            hasNull |= node.isNull();
            Value value = Value.of(node);
            if (value != null) {
                values.add(value);
            }
        }
        return new FieldValues(true, hasNull, values);
    }
}
