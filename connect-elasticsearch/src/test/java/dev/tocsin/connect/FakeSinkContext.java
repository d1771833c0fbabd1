package dev.tocsin.connect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** A worker's side of a sink task, which keeps what the task tells it. */
final class FakeSinkContext implements SinkTaskContext, PluginMetrics {
    final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    final Set<TopicPartition> paused = ConcurrentHashMap.newKeySet();
    private final boolean deadLetters;

    record Rejected(SinkRecord record, String reason) {}

    FakeSinkContext(boolean deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    @SuppressWarnings("NullAway") // the interface, which has no annotations, allows null
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return deadLetters ? this::report : null;
    }

    private CompletableFuture<Void> report(SinkRecord record, Throwable error) {
        rejected.add(new Rejected(record, String.valueOf(error.getMessage())));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {}

    @Override
    public void offset(TopicPartition partition, long offset) {}

    @Override
    public void timeout(long timeoutMs) {}

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of(new TopicPartition(Records.TOPIC, 0));
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(List.of(partitions));
    }

    @Override
    public void requestCommit() {}

    @Override
    public PluginMetrics pluginMetrics() {
        return this;
    }

    @Override
    @SuppressWarnings("NonApiType") // as the interface has it
    public MetricName metricName(
            String name, String description, LinkedHashMap<String, String> tags) {
        return new MetricName(name, "test", description, tags);
    }

    @Override
    public void addMetric(MetricName name, MetricValueProvider<?> provider) {}

    @Override
    public void removeMetric(MetricName name) {}

    @Override
    public Sensor addSensor(String name) {
        throw new UnsupportedOperationException("no sensors here");
    }

    @Override
    public void removeSensor(String name) {}
}
