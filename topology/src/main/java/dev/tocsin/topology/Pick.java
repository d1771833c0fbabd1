package dev.tocsin.topology;

import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Lets one kind of a sealed type through, as what the next node takes.
 *
 * @param <V> the sealed type
 * @param <T> the kind
 * @param <R> what goes on
 */
final class Pick<V, T extends V, R> implements FixedKeyProcessor<byte[], V, R> {
    private final Class<T> kind;
    private final Function<T, R> as;
    private @Nullable FixedKeyProcessorContext<byte[], R> context;

    private Pick(Class<T> kind, Function<T, R> as) {
        this.kind = kind;
        this.as = as;
    }

    static <V, T extends V, R> FixedKeyProcessorSupplier<byte[], V, R> of(
            Class<T> kind, Function<T, R> as) {
        return () -> new Pick<>(kind, as);
    }

    /** The same, with a function for each task, which then need not be thread-safe. */
    static <V, T extends V, R> FixedKeyProcessorSupplier<byte[], V, R> ofEach(
            Class<T> kind, Supplier<Function<T, R>> as) {
        return () -> new Pick<>(kind, as.get());
    }

    @Override
    public void init(FixedKeyProcessorContext<byte[], R> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(FixedKeyRecord<byte[], V> record) {
        V value = record.value();
        if (kind.isInstance(value) && context != null) {
            context.forward(record.withValue(as.apply(kind.cast(value))));
        }
    }
}
