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
        FieldValues best = FieldValues.ABSENT;
        for (FieldPath place : places) {
            FieldValues found = read(event, place);
            if (found != FieldValues.ABSENT) {
                best = found;
            }
            if (best != FieldValues.ABSENT && best != FieldValues.NULL) {
                return best;
            }
        }
        return best;
    }

    /** What stands at one place. */
    static FieldValues read(JsonNode event, FieldPath place) {
        List<JsonNode> found = new ArrayList<>(1);
        return place.collect(event, found) ? FieldValues.ofAll(found) : FieldValues.ABSENT;
    }
}
