package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Moves values; a field that is not there is passed over. */
public record Rename(List<Pair> pairs) implements Step {
    public Rename {
        pairs = List.copyOf(pairs);
    }

    @Override
    public void run(Work work) {
        for (Pair pair : pairs) {
            JsonNode value = pair.from().remove(work.document());
            if (value != null && !value.isNull() && !work.put(pair.to(), value)) {
                pair.from().set(work.document(), value);
            }
        }
    }
}
