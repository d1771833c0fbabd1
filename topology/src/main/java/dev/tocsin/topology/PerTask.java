package dev.tocsin.topology;

import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a processor when its task begins, so that processors get their context and stores in the
 * constructor and hold no field that is not set yet.
 */
final class PerTask<KI, VI, KO, VO> implements Processor<KI, VI, KO, VO> {
    private final Function<ProcessorContext<KO, VO>, Processor<KI, VI, KO, VO>> make;
    private @Nullable Processor<KI, VI, KO, VO> processor;

    private PerTask(Function<ProcessorContext<KO, VO>, Processor<KI, VI, KO, VO>> make) {
        this.make = make;
    }

    static <KI, VI, KO, VO> ProcessorSupplier<KI, VI, KO, VO> supplier(
            Function<ProcessorContext<KO, VO>, Processor<KI, VI, KO, VO>> make,
            Set<StoreBuilder<?>> stores) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<KI, VI, KO, VO> get() {
                return new PerTask<>(make);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return stores;
            }
        };
    }

    @Override
    public void init(ProcessorContext<KO, VO> context) {
        processor = make.apply(context);
    }

    @Override
    public void process(Record<KI, VI> record) {
        if (processor == null) {
            throw new IllegalStateException("Expected init before process, but it was not called");
        }
        processor.process(record);
    }

    @Override
    public void close() {
        if (processor != null) {
            processor.close();
        }
    }
}
