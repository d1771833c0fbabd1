package dev.tocsin.rules.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.rules.pipeline.step.StepPlan;
import dev.tocsin.rules.pipeline.step.Work;
import java.util.List;
import java.util.Set;

/**
 * A compiled pipeline. Immutable; takes time in proportion to the event.
 *
 * @param name unique in its set; what stands in {@code tocsin.pipeline}
 * @param file where it was read
 * @param scope which events it applies to, besides those that name it
 * @param keep the namespace of what the steps left over, when the result is ECS
 * @param roots first names of the fields that its steps make: they are not left over
 */
public record Pipeline(
        String name,
        String file,
        Stage stage,
        Result result,
        Scope scope,
        String keep,
        Set<String> roots,
        List<StepPlan> steps) {
    /** Stands among the roots for every name: nothing is left over. */
    public static final String ANY_ROOT = "*";

    public Pipeline {
        roots = Set.copyOf(roots);
        steps = List.copyOf(steps);
    }

    /** Whether it applies to an event: named, or in its scope. */
    public boolean appliesTo(ObjectNode document, PipelineContext context) {
        return name.equals(context.hint())
                || scope.holds(context.source(), context.hint(), document);
    }

    /** Runs the steps, which change the document, until one drops it. */
    public Outcome run(ObjectNode document, PipelineContext context) {
        Work work = new Work(name, document, context);
        for (StepPlan step : steps) {
            work.run(step);
            if (work.dropped()) {
                break;
            }
        }
        return work.outcome();
    }
}
