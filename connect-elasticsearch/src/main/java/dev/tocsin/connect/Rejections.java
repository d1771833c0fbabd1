package dev.tocsin.connect;

import dev.tocsin.connect.ElasticsearchSinkConfig.OnMalformed;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where records go that cannot be indexed: to Connect's dead letter topic when there is one, else
 * as {@code behavior.on.malformed.documents} says. Thread-safe.
 */
final class Rejections {
    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

    private final @Nullable ErrantRecordReporter reporter;
    private final OnMalformed otherwise;
    private final SinkMetrics metrics;

    Rejections(
            @Nullable ErrantRecordReporter reporter, OnMalformed otherwise, SinkMetrics metrics) {
        this.reporter = reporter;
        this.otherwise = otherwise;
        this.metrics = metrics;
    }

    /**
     * Returns when the record is safe in the dead letter topic, or needs not be.
     *
     * @throws ConnectException when it can be neither
     */
    void reject(SinkRecord record, String reason) throws InterruptedException {
        metrics.rejected();
        MalformedDocumentException cause = new MalformedDocumentException(reason);
        if (reporter != null) {
            await(reporter.report(record, cause), record);
            return;
        }
        switch (otherwise) {
            case IGNORE -> LOG.debug("Ignored {}: {}", coordinates(record), reason);
            case WARN -> LOG.warn("Not indexed, {}: {}", coordinates(record), reason);
            case FAIL ->
                    throw new ConnectException(
                            "Expected a document that can be indexed, but found "
                                    + coordinates(record)
                                    + ": "
                                    + reason
                                    + ". Set errors.deadletterqueue.topic.name, or "
                                    + ElasticsearchSinkConfig.MALFORMED,
                            cause);
        }
    }

    private static void await(Future<Void> report, SinkRecord record) throws InterruptedException {
        try {
            report.get();
        } catch (ExecutionException e) {
            throw new ConnectException(
                    "Expected the dead letter topic to take " + coordinates(record), e.getCause());
        }
    }

    private static String coordinates(SinkRecord record) {
        return record.topic() + "-" + record.kafkaPartition() + "-" + record.kafkaOffset();
    }
}
