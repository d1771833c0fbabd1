package dev.tocsin.desk.audit;

import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes how far the chain reaches to {@link Topics#AUDIT_HEADS}, whoever wrote its end: the
 * head of a replica that died is published by the next one. Not thread-safe.
 */
final class AuditHeads {
    private static final Logger LOG = LoggerFactory.getLogger(AuditHeads.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AuditChain chain;
    private final Producer<byte[], byte[]> producer;
    private final DeskMetrics metrics;
    private AuditHead published = AuditHead.START;
    private boolean kafkaAnswers = true;

    AuditHeads(AuditChain chain, Producer<byte[], byte[]> producer, DeskMetrics metrics) {
        this.chain = chain;
        this.producer = producer;
        this.metrics = metrics;
    }

    /** Publishes the head when it is another one than before. */
    void publish() {
        AuditHead head = chain.end();
        if (!head.equals(published)) {
            kafkaAnswers = send(head);
            if (kafkaAnswers) {
                published = head;
                chain.mark(head);
            }
        }
    }

    /** Publishes the head unless Kafka was away just now. */
    void publishLast() {
        if (kafkaAnswers) {
            publish();
        }
    }

    private boolean send(AuditHead head) {
        try {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.AUDIT_HEADS.name(),
                                    ("" + head.sequence()).getBytes(StandardCharsets.UTF_8),
                                    Json.bytes(head.toJson())))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            metrics.auditHead();
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("Expected Kafka to take a head of the audit, but: {}", e.toString());
            metrics.auditHeadFailure();
            return false;
        }
    }
}
