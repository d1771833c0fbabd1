package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.ops.DeskMetrics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands every message to every reader of this replica. Never waits for a reader. Thread-safe. */
public final class StreamHub {
    private final DeskMetrics metrics;
    private final Set<StreamClient> clients = new LinkedHashSet<>();
    private @Nullable StreamPosition position;
    private boolean closed;

    public StreamHub(DeskMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * A reader, and where its messages begin.
     *
     * @param client gets every message after the position
     * @param from what was before is to be replayed, if it is wanted
     */
    record Subscription(StreamClient client, StreamPosition from) {}

    /** Adds a reader; null when the topics are not being read yet, or no more. */
    synchronized @Nullable Subscription subscribe(Principal reader) {
        if (closed || position == null) {
            return null;
        }
        StreamClient client = new StreamClient(reader, metrics);
        clients.add(client);
        metrics.streamClients(1);
        return new Subscription(client, position);
    }

    synchronized void unsubscribe(StreamClient client) {
        if (clients.remove(client)) {
            metrics.streamClients(-1);
        }
    }

    /** How many readers there are. */
    synchronized int size() {
        return clients.size();
    }

    /** Where the topics' reader stands. */
    synchronized void position(StreamPosition now) {
        position = now;
    }

    synchronized void publish(StreamMessages.Batch batch) {
        position = batch.position();
        for (StreamMessage message : batch.messages()) {
            for (StreamClient client : clients) {
                client.offer(message, batch.position());
            }
        }
    }

    /** Tells every reader that something could not be told. */
    synchronized void resyncAll(StreamPosition now) {
        position = now;
        for (StreamClient client : clients) {
            metrics.resync();
            client.replaceBy(StreamMessage.resync(now.text(), "interrupted"));
        }
    }

    /** Whether readers can be served. */
    public synchronized boolean isLive() {
        return !closed && position != null;
    }

    /** Ends every reader's stream. */
    public synchronized void close() {
        closed = true;
        List.copyOf(clients).forEach(client -> client.replaceBy(StreamMessage.END));
    }
}
