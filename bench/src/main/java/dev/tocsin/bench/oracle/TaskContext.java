package dev.tocsin.bench.oracle;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** What a processor sees of Kafka Streams; what it does not need is refused. */
final class TaskContext<K, V> implements ProcessorContext<K, V> {
    private final TaskId id;
    private final Map<String, StateStore> stores;
    private final List<Punctuator> punctuators = new ArrayList<>();
    private final List<Record<K, V>> forwarded = new ArrayList<>();
    private long wallMs;
    private long streamMs;

    /**
     * @param streamMs stream time as of the last commit, -1 for none
     */
    TaskContext(TaskId id, Map<String, StateStore> stores, long wallMs, long streamMs) {
        this.id = id;
        this.stores = Map.copyOf(stores);
        this.wallMs = wallMs;
        this.streamMs = streamMs;
    }

    void observe(long timestampMs) {
        streamMs = Math.max(streamMs, timestampMs);
    }

    /** Sets the clock, and lets due what is scheduled by it. */
    void wallReaches(long timeMs) {
        wallMs = timeMs;
        List.copyOf(punctuators).forEach(punctuator -> punctuator.punctuate(timeMs));
    }

    /** What was forwarded since this was last asked. */
    List<Record<K, V>> taken() {
        List<Record<K, V>> taken = List.copyOf(forwarded);
        forwarded.clear();
        return taken;
    }

    @Override
    public <A extends K, W extends V> void forward(Record<A, W> record) {
        forwarded.add(
                new Record<>(record.key(), record.value(), record.timestamp(), record.headers()));
    }

    @Override
    public <A extends K, W extends V> void forward(Record<A, W> record, String child) {
        throw refused();
    }

    @Override
    public String applicationId() {
        return "oracle";
    }

    @Override
    public TaskId taskId() {
        return id;
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return Optional.empty();
    }

    @Override
    public Serde<?> keySerde() {
        throw refused();
    }

    @Override
    public Serde<?> valueSerde() {
        throw refused();
    }

    @Override
    public File stateDir() {
        throw refused();
    }

    @Override
    public StreamsMetrics metrics() {
        throw refused();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <S extends StateStore> S getStateStore(String name) {
        StateStore store = stores.get(name);
        if (store == null) {
            throw new IllegalArgumentException("Expected one of " + stores.keySet() + ": " + name);
        }
        return (S) store;
    }

    @Override
    public Cancellable schedule(Duration every, PunctuationType type, Punctuator punctuator) {
        punctuators.add(punctuator);
        return () -> punctuators.remove(punctuator);
    }

    @Override
    public Cancellable schedule(
            Instant start, Duration every, PunctuationType type, Punctuator punctuator) {
        throw refused();
    }

    @Override
    public void commit() {
        throw refused();
    }

    @Override
    public Map<String, Object> appConfigs() {
        throw refused();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        throw refused();
    }

    @Override
    public long currentSystemTimeMs() {
        return wallMs;
    }

    @Override
    public long currentStreamTimeMs() {
        return streamMs;
    }

    private static UnsupportedOperationException refused() {
        return new UnsupportedOperationException("Expected no processor to ask for this");
    }
}
