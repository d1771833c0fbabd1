package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Copies values; a field that is not there is passed over. */
public record Copy(List<Pair> pairs) implements Step {
    public Copy {
        pairs = List.copyOf(pairs);
    }

    @Override
    public void run(Work work) {
        for (Pair pair : pairs) {
            JsonNode value = pair.from().at(work.document());
            JsonNode copy = value == null || value.isNull() ? null : work.copy(value);
            if (copy != null) {
                work.put(pair.to(), copy);
            }
        }
    }
}
