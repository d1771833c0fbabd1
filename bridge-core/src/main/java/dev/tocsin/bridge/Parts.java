package dev.tocsin.bridge;

import dev.tocsin.bridge.KafkaPublisher.Acknowledgement;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The records of one item that is kept in several: it is kept when Kafka has all of them. What is
 * there of one that failed stays, and the sender comes again. Thread-safe.
 */
final class Parts implements Acknowledgement {
    private final Transfer transfer;
    private final int index;
    private final String reason;
    private int open;
    private boolean failed;

    Parts(int count, Transfer transfer, int index, String reason) {
        this.open = count;
        this.transfer = transfer;
        this.index = index;
        this.reason = reason;
    }

    @Override
    public void stored(RecordMetadata at) {
        synchronized (this) {
            open--;
            if (failed || open > 0) {
                return;
            }
        }
        transfer.kept(index, reason);
    }

    @Override
    public void refused(Exception error) {
        synchronized (this) {
            if (failed) {
                return;
            }
            failed = true;
        }
        transfer.refused(index, reason, error);
    }
}
