package dev.tocsin.topology.plugin;

import dev.tocsin.rules.pipeline.Pipeline;
import dev.tocsin.rules.pipeline.PipelineSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Pipelines that change, and some behind them that stay. Thread-safe. */
final class WithReaders implements Supplier<PipelineSet> {
    private record Joined(PipelineSet first, PipelineSet all) {}

    private final Supplier<PipelineSet> pipelines;
    private final List<Pipeline> readers;
    private volatile Joined joined;

    WithReaders(Supplier<PipelineSet> pipelines, List<Pipeline> readers) {
        this.pipelines = pipelines;
        this.readers = List.copyOf(readers);
        this.joined = join(PipelineSet.empty());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Another set, be it equal, is joined anew.
    public PipelineSet get() {
        PipelineSet now = pipelines.get();
        Joined known = joined;
        if (known.first() != now) {
            known = join(now);
            joined = known;
        }
        return known.all();
    }

    private Joined join(PipelineSet first) {
        List<Pipeline> all = new ArrayList<>(first.pipelines());
        all.addAll(readers);
        return new Joined(first, new PipelineSet(all, first.revision()));
    }
}
