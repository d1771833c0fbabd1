package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.eval.EventTest;
import org.jspecify.annotations.Nullable;

/**
 * A step and what its author said about it.
 *
 * @param label which one it is, for people: {@code step 3 (grok)}
 * @param condition when it runs; null: always
 * @param optional whether a field that is not there is no problem
 * @param replace whether it may put its values over others
 */
public record StepPlan(
        String label, Step step, @Nullable EventTest condition, boolean optional, boolean replace) {
    boolean applies(JsonNode document) {
        return condition == null || condition.test(document);
    }
}
