package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.rules.pipeline.Plugins.Answer;
import java.util.List;

/** Gives the event to a plugin. */
public record PluginStep(String plugin) implements Step {
    @Override
    public void run(Work work) {
        switch (work.context().plugins().run(plugin, work.document(), work.context())) {
            case Answer.Done(ObjectNode event, List<String> problems) -> {
                problems.forEach(work::problem);
                ObjectNode changed = event.deepCopy();
                work.document().removeAll();
                work.document().setAll(changed);
            }
            case Answer.Failed(String found) ->
                    work.fail("the plugin " + plugin + " to take the event", found);
        }
    }
}
