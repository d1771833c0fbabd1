package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Sets fields, whatever they were before. */
public record SetFields(List<Assignment> assignments) implements Step {
    /** A field and its value. */
    public record Assignment(Place field, Template value) {}

    public SetFields {
        assignments = List.copyOf(assignments);
    }

    @Override
    public void run(Work work) {
        for (Assignment assignment : assignments) {
            JsonNode value = assignment.value().fill(work);
            if (value != null) {
                work.overwrite(assignment.field(), value);
            }
        }
    }
}
