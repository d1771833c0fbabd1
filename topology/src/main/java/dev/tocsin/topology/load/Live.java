package dev.tocsin.topology.load;

import dev.tocsin.rules.source.Problem;
import java.util.ArrayList;
import java.util.List;

/** Everything that is published and swapped while events go by. */
public record Live(LiveRules rules, LivePipelines pipelines) {
    /** Nothing in force yet. */
    public static Live empty() {
        return new Live(new LiveRules(), new LivePipelines());
    }

    /** What is wrong with the files as they are published now. */
    public List<Problem> problems() {
        List<Problem> all = new ArrayList<>(rules.problems());
        all.addAll(pipelines.problems());
        return all;
    }
}
