package dev.tocsin.rules.pipeline;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of running a pipeline over a document, besides the document.
 *
 * @param problems what went wrong, in sentences
 * @param droppedBy the step that decided that the event is not wanted, for people; null: none did
 */
public record Outcome(List<String> problems, @Nullable String droppedBy) {
    public Outcome {
        problems = List.copyOf(problems);
    }
}
