package dev.tocsin.connect;

import dev.tocsin.connect.ElasticsearchSinkConfig.OnNull;
import dev.tocsin.connect.client.ElasticsearchClient;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes records from Connect, and lets it commit only the offsets of those that are in the index or
 * in the dead letters. When the buffer is full it pauses its partitions until there is room again;
 * what one poll brought is always taken.
 */
public final class ElasticsearchSinkTask extends SinkTask {
    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchSinkTask.class);
    private static final long FULL_PAUSE_MS = 100;

    private @Nullable Running running;
    private boolean paused;

    private record Running(
            ElasticsearchSinkConfig config,
            ElasticsearchClient client,
            Documents documents,
            BulkWriter writer,
            OffsetTracker offsets,
            Rejections rejections,
            SinkMetrics metrics) {}

    @Override
    public void start(Map<String, String> props) {
        ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(props);
        SinkMetrics metrics = new SinkMetrics();
        OffsetTracker offsets = new OffsetTracker();
        Rejections rejections =
                new Rejections(context.errantRecordReporter(), config.onMalformed(), metrics);
        ElasticsearchClient client = config.client();
        DocumentBuffer buffer = new DocumentBuffer(config.limits());
        BulkDelivery delivery =
                new BulkDelivery(
                        new BulkRequest(client),
                        config.backoff(),
                        rejections,
                        metrics,
                        document -> {
                            offsets.settled(document.record());
                            buffer.settle(document);
                        });
        BulkWriter writer = new BulkWriter(buffer, delivery, config.maxInFlight());
        metrics.register(context.pluginMetrics(), writer::underWay);
        running =
                new Running(
                        config, client, config.documents(), writer, offsets, rejections, metrics);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Running now = running();
        now.writer().throwIfFailed();
        try {
            for (SinkRecord record : records) {
                take(now, record);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        if (now.writer().hasRoom()) {
            resume();
        } else {
            pause();
        }
    }

    /** Connect reads nothing further, and asks again soon. */
    private void pause() {
        if (!paused) {
            LOG.info("Pauses: {} records are under way", running().writer().underWay());
            paused = true;
        }
        context.pause(context.assignment().toArray(TopicPartition[]::new));
        context.timeout(FULL_PAUSE_MS);
    }

    private void resume() {
        if (paused) {
            LOG.info("Resumes: {} records are under way", running().writer().underWay());
            paused = false;
            context.resume(context.assignment().toArray(TopicPartition[]::new));
        }
    }

    private static void take(Running now, SinkRecord record) throws InterruptedException {
        now.metrics().taken();
        if (record.value() == null && now.config().onNull() == OnNull.IGNORE) {
            now.metrics().skipped();
            return;
        }
        try {
            Document document = now.documents().of(record);
            now.offsets().taken(record);
            now.writer().add(document);
        } catch (MalformedDocumentException e) {
            now.rejections().reject(record, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(
            Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        Running now = running();
        try {
            boolean all = now.writer().awaitSettled(now.config().flushTimeout());
            LOG.debug("{} before the commit: {}", all ? "Settled" : "Not settled", now.metrics());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        now.writer().throwIfFailed();
        return now.offsets().committable(currentOffsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (running != null) {
            running.offsets().forget(partitions);
        }
    }

    @Override
    public void stop() {
        if (running != null) {
            LOG.info("Stops: {}", running.metrics());
            running.writer().close();
            running.client().close();
            running = null;
        }
    }

    @Override
    public String version() {
        return ElasticsearchSinkConnector.versionText();
    }

    private Running running() {
        if (running == null) {
            throw new ConnectException("Expected a task that was started, but it is stopped");
        }
        return running;
    }

    private static ConnectException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ConnectException("Expected to go on, but the task was interrupted", cause);
    }
}
