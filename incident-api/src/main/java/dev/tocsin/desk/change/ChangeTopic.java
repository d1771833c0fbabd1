package dev.tocsin.desk.change;

import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.bson.Document;

/** Writes changes to {@link Topics#INCIDENT_CHANGES} and waits until Kafka has them. */
public final class ChangeTopic {
    private final Producer<byte[], byte[]> producer;

    public ChangeTopic(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Publishes changes in their order.
     *
     * @throws PublishException when one was not acknowledged
     */
    void publish(List<Document> changes) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Document change : changes) {
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    Topics.INCIDENT_CHANGES.name(),
                                    bytes(change.getString("subject")),
                                    bytes(change.getString("json")))));
        }
        for (Future<RecordMetadata> acknowledgement : sent) {
            try {
                acknowledgement.get();
            } catch (ExecutionException e) {
                throw new PublishException(e);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Kafka did not take a change. */
    public static final class PublishException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public PublishException(Exception cause) {
            super("Expected Kafka to take a change, but: " + cause.getMessage(), cause);
        }
    }
}
