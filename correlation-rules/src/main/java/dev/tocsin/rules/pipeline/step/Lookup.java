package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Looks values up in a list or a table, without case. */
public record Lookup(Place field, Found found) implements Step {
    /** What is done with a value. */
    public sealed interface Found {}

    /**
     * The event gets a tag, if the value is in a list.
     *
     * @param values in lower case
     */
    public record Tagged(Set<String> values, String tag) implements Found {
        public Tagged {
            values = Set.copyOf(values);
        }
    }

    /**
     * Another value stands for the value.
     *
     * @param values by what they stand for, in lower case
     * @param strict whether a value that is not in the table is a problem
     */
    public record Translated(Map<String, JsonNode> values, Place to, boolean strict)
            implements Found {
        public Translated {
            values = Map.copyOf(values);
        }
    }

    @Override
    public void run(Work work) {
        JsonNode value = work.need(field);
        if (value == null) {
            return;
        }
        for (String text : Work.texts(value)) {
            if (found(text, work)) {
                return;
            }
        }
        if (found instanceof Translated(_, _, boolean strict) && strict) {
            work.fail("a value of the table in " + field, Work.brief(value));
        }
    }

    private boolean found(String text, Work work) {
        String key = text.toLowerCase(Locale.ROOT);
        switch (found) {
            case Tagged(Set<String> values, String tag) -> {
                if (values.contains(key)) {
                    work.tag(tag);
                    return true;
                }
            }
            case Translated(Map<String, JsonNode> values, Place to, _) -> {
                JsonNode value = values.get(key);
                if (value != null) {
                    work.putFrom(field, to, value);
                    return true;
                }
            }
        }
        return false;
    }
}
