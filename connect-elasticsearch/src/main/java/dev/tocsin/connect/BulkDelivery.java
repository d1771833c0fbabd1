package dev.tocsin.connect;

import dev.tocsin.connect.BulkReply.Denied;
import dev.tocsin.connect.BulkReply.Processed;
import dev.tocsin.connect.BulkReply.Refused;
import dev.tocsin.connect.BulkReply.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a batch to its end: every document indexed, found stale, or rejected. Thread-safe. */
final class BulkDelivery {
    /** How often a document may make Elasticsearch fail before the document is to blame. */
    private static final int MAX_FAILURES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(BulkDelivery.class);

    private final BulkRequest request;
    private final Backoff backoff;
    private final Rejections rejections;
    private final SinkMetrics metrics;
    private final Consumer<Document> settled;

    BulkDelivery(
            BulkRequest request,
            Backoff backoff,
            Rejections rejections,
            SinkMetrics metrics,
            Consumer<Document> settled) {
        this.request = request;
        this.backoff = backoff;
        this.rejections = rejections;
        this.metrics = metrics;
        this.settled = settled;
    }

    /**
     * @throws ConnectException when somebody must change a setting first
     * @throws InterruptedException when the task stops; what is not settled comes again
     */
    void deliver(List<Document> batch) throws InterruptedException {
        List<Document> left = batch;
        int retry = 0;
        while (!left.isEmpty()) {
            Round round = new Round(retry);
            switch (request.send(left)) {
                case Processed(List<ItemResult> items) -> round.sort(left, items);
                case Unavailable(String reason) -> round.all(left, reason);
                case Refused(String reason) -> {
                    divide(left, reason);
                    return;
                }
                case Denied(String reason) -> throw denied(reason);
            }
            if (round.pause != null) {
                pause(retry++, round.again.size(), round.pause);
            }
            left = round.again;
        }
        if (retry > 0) {
            LOG.info("Elasticsearch took {} documents after {} retries", batch.size(), retry);
        }
    }

    /** One answer: which documents have to be sent again, and whether after a pause. */
    private final class Round {
        private final int retry;
        private List<Document> again = new ArrayList<>();
        private @Nullable String pause;

        private Round(int retry) {
            this.retry = retry;
        }

        private void all(List<Document> documents, String reason) {
            again = documents;
            pause = reason;
        }

        private void sort(List<Document> documents, List<ItemResult> items)
                throws InterruptedException {
            for (int i = 0; i < documents.size(); i++) {
                sort(documents.get(i), items.get(i));
            }
        }

        private void sort(Document document, ItemResult item) throws InterruptedException {
            switch (item) {
                case ItemResult.Indexed() -> {
                    metrics.indexed();
                    settled.accept(document);
                }
                case ItemResult.Stale() -> {
                    metrics.stale();
                    settled.accept(document);
                }
                case ItemResult.Busy(String reason) -> later(document, reason);
                case ItemResult.Failed(String reason) -> {
                    if (retry < MAX_FAILURES) {
                        later(document, reason);
                    } else {
                        reject(document, reason);
                    }
                }
                case ItemResult.Rejected(String reason) -> moveOrReject(document, reason);
                case ItemResult.Forbidden(String reason) -> throw denied(reason);
            }
        }

        private void later(Document document, String reason) {
            again.add(document);
            pause = reason;
        }

        private void moveOrReject(Document document, String reason) throws InterruptedException {
            Document changed = UnmappedFields.move(document, reason);
            if (changed == null) {
                reject(document, reason);
            } else {
                metrics.moved();
                again.add(changed);
            }
        }
    }

    /** Finds the document for which a whole request was refused, by halves. */
    private void divide(List<Document> batch, String reason) throws InterruptedException {
        if (batch.size() == 1) {
            reject(batch.getFirst(), reason);
            return;
        }
        int middle = batch.size() / 2;
        deliver(batch.subList(0, middle));
        deliver(batch.subList(middle, batch.size()));
    }

    private void reject(Document document, String reason) throws InterruptedException {
        rejections.reject(
                document.record(),
                "Expected a document that fits "
                        + document.index()
                        + ", but Elasticsearch found "
                        + reason);
        settled.accept(document);
    }

    private void pause(int retry, int documents, String reason) throws InterruptedException {
        if (retry >= backoff.maxRetries()) {
            throw new ConnectException(
                    "Expected Elasticsearch to take "
                            + documents
                            + " documents, but after "
                            + retry
                            + " retries found "
                            + reason);
        }
        metrics.retried();
        if (Integer.bitCount(retry + 1) == 1) {
            LOG.warn(
                    "{} documents wait for Elasticsearch, retry {}: {}",
                    documents,
                    retry + 1,
                    reason);
        }
        Thread.sleep(backoff.pause(retry));
    }

    private static ConnectException denied(String reason) {
        return new ConnectException(
                "Expected Elasticsearch to let us write, but found "
                        + reason
                        + ". Check the credentials, the index name and the privileges create_index"
                        + " and index");
    }
}
