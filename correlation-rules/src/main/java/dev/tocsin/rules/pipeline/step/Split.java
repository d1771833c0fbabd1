package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.json.Json;

/** Makes a list of a text; parts without text are left out, spaces around the others too. */
public record Split(Place field, String by, Place to) implements Step {
    /** The most parts that are made; the last has the rest. */
    public static final int MOST_PARTS = 1_000;

    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        ArrayNode parts = Json.MAPPER.createArrayNode();
        int at = 0;
        int end = text.indexOf(by);
        while (end >= 0 && parts.size() < MOST_PARTS - 1) {
            add(parts, text.substring(at, end));
            at = end + by.length();
            end = text.indexOf(by, at);
        }
        add(parts, text.substring(at));
        work.putFrom(field, to, parts);
    }

    private static void add(ArrayNode parts, String part) {
        String stripped = part.strip();
        if (!stripped.isEmpty()) {
            parts.add(stripped);
        }
    }
}
