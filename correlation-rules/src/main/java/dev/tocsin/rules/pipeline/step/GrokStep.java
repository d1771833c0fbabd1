package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.rules.pipeline.parse.GrokPattern;
import java.util.List;

/**
 * Finds regular expressions in a text and puts what their groups found into fields.
 *
 * @param patterns tried in turn; the first that is found counts
 */
public record GrokStep(Place field, List<GrokPattern> patterns) implements Step {
    public GrokStep {
        patterns = List.copyOf(patterns);
    }

    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        for (GrokPattern pattern : patterns) {
            if (pattern.find(text, (capture, found) -> put(capture, found, work))) {
                return;
            }
        }
        String expected =
                patterns.size() == 1
                        ? "a text that the pattern finds in "
                        : "a text that one of " + patterns.size() + " patterns finds in ";
        work.fail(expected + field, "'" + text + "'");
    }

    private static void put(GrokPattern.Capture capture, String found, Work work) {
        JsonNode value = capture.type().of(found);
        if (value == null) {
            work.fail(capture.type().expected() + " for " + capture.field(), "'" + found + "'");
        }
        work.put(capture.field(), value == null ? TextNode.valueOf(found) : value);
    }
}
