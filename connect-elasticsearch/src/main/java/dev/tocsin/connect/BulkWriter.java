package dev.tocsin.connect;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Buffers documents and sends them in bulk, several requests at a time. A failure that no retry can
 * mend stops it; {@link #throwIfFailed} then tells the task. Adding is for one thread.
 */
final class BulkWriter implements AutoCloseable {
    private final DocumentBuffer buffer;
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final List<Thread> senders;

    BulkWriter(DocumentBuffer buffer, BulkDelivery delivery, int maxInFlight) {
        this.buffer = buffer;
        this.senders =
                IntStream.range(0, maxInFlight)
                        .mapToObj(
                                i ->
                                        Thread.ofVirtual()
                                                .name("bulk-sender-" + i)
                                                .start(() -> send(delivery)))
                        .toList();
    }

    /** Adds a document. */
    void add(Document document) {
        buffer.add(document);
    }

    /** Whether the buffer is not full. */
    boolean hasRoom() {
        return buffer.hasRoom();
    }

    /** Whether all that was added is settled, or is soon. */
    boolean awaitSettled(Duration timeout) throws InterruptedException {
        return failure.get() == null && buffer.awaitSettled(timeout);
    }

    /** How many documents are not settled. */
    long underWay() {
        return buffer.size();
    }

    /**
     * @throws ConnectException when a sender had to give up
     */
    void throwIfFailed() {
        RuntimeException found = failure.get();
        if (found != null) {
            throw new ConnectException(found.getMessage(), found);
        }
    }

    private void send(BulkDelivery delivery) {
        try {
            while (failure.get() == null) {
                delivery.deliver(buffer.take());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Stops sending; what is not settled stays so. */
    @Override
    public void close() {
        senders.forEach(Thread::interrupt);
    }
}
