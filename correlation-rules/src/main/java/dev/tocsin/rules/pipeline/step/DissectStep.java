package dev.tocsin.rules.pipeline.step;

import dev.tocsin.rules.pipeline.parse.Dissection;
import java.util.Map;

/** Takes a text apart at fixed texts. */
public record DissectStep(Place field, Dissection pattern) implements Step {
    @Override
    public void run(Work work) {
        String text = work.needText(field);
        if (text == null) {
            return;
        }
        Map<Place, String> found = pattern.read(text);
        if (found == null) {
            work.fail("a text of the form " + pattern + " in " + field, "'" + text + "'");
        } else {
            found.forEach(work::put);
        }
    }
}
