package dev.tocsin.rules.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Runs plugins for pipelines; how they are found and guarded is not theirs to know. */
@FunctionalInterface
public interface Plugins {
    /** What came of a call. */
    sealed interface Answer {
        /**
         * The plugin is done.
         *
         * @param event what the event is now
         * @param problems what the plugin had to say
         */
        record Done(ObjectNode event, List<String> problems) implements Answer {
            public Done {
                problems = List.copyOf(problems);
            }
        }

        /** It did not do its work, and the event is as it was; why, after "but found". */
        record Failed(String found) implements Answer {}
    }

    /** Gives an event to the plugin of a name. The event stays as it is. */
    Answer run(String plugin, ObjectNode event, PipelineContext context);

    /** No plugins at all. */
    static Plugins none() {
        return (plugin, _, _) -> new Answer.Failed("none of that name");
    }
}
