package dev.tocsin.rules.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every scalar of one event, a text that stands in several places once: normalizing copies what it
 * understands, and one copy need be folded and searched. The table is small and gives up early, so
 * that no sender can make it slow: a text that is not found is taken for a new one. Reused from
 * event to event; not thread-safe.
 */
final class DistinctValues {
    private static final int SLOTS = 512;
    private static final int MOST_TRIES = 8;

    private final Value[] slots = new Value[SLOTS];
    private final int[] stamps = new int[SLOTS];
    private final List<Value> values = new ArrayList<>();
    private int stamp;

    /** Forgets the event before. */
    void begin() {
        values.clear();
        stamp++;
    }

    /** Adds what a scalar node holds, and returns it; null for a JSON null. */
    @Nullable Value add(JsonNode node) {
        String text = node.textValue();
        if (text == null) {
            return keep(Value.of(node));
        }
        int hash = text.hashCode();
        int slot = hash ^ (hash >>> 16);
        for (int tries = 0; tries < MOST_TRIES; tries++, slot++) {
            int at = slot & (SLOTS - 1);
            if (stamps[at] != stamp) {
                Value added = keep(Value.of(node));
                if (added != null) {
                    stamps[at] = stamp;
                    slots[at] = added;
                }
                return added;
            }
            if (slots[at].text().equals(text)) {
                return slots[at];
            }
        }
        return keep(Value.of(node));
    }

    private @Nullable Value keep(@Nullable Value value) {
        if (value != null) {
            values.add(value);
        }
        return value;
    }

    /** In the order in which they first stood in the event. */
    FieldValues all() {
        return FieldValues.of(values);
    }
}
