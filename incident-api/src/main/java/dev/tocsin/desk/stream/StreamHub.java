package dev.tocsin.desk.stream;

import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.ops.DeskMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands every message to every reader of this replica. Never waits for a reader. Thread-safe. */
public final class StreamHub {
    /** The most readers of one replica. */
    static final int MAX_CLIENTS = 1_000;

    /** The most streams that one person or key reads of one replica. */
    static final int MAX_PER_PRINCIPAL = 100;

    private final DeskMetrics metrics;
    private final Set<StreamClient> clients = new LinkedHashSet<>();
    private final Map<String, Integer> byReader = new HashMap<>();
    private final List<StreamState> states = new ArrayList<>();
    private @Nullable StreamPosition position;
    private StreamRecent recent = new StreamRecent(new StreamPosition(Map.of()));
    private boolean closed;

    public StreamHub(DeskMetrics metrics) {
        this.metrics = metrics;
    }

    /** Whether someone may read. */
    sealed interface Admission {}

    /**
     * A reader, and where its messages begin.
     *
     * @param client gets every message after {@code live}
     * @param live where this replica stands
     * @param from where the reader says that it stands; null when it says nothing, or nonsense
     * @param missed what it missed since, if that is still known here
     */
    record Subscription(
            StreamClient client,
            StreamPosition live,
            @Nullable StreamPosition from,
            @Nullable List<StreamMessage> missed)
            implements Admission {}

    /** The topics are not being read yet, or no more, or there are too many readers. */
    record Full() implements Admission {}

    /** This reader has too many streams. */
    record Enough() implements Admission {}

    /**
     * Adds a reader.
     *
     * @param last the Last-Event-ID; null for none
     */
    synchronized Admission subscribe(Principal reader, StreamFilter filter, @Nullable String last) {
        StreamPosition live = position;
        if (closed || live == null || clients.size() >= MAX_CLIENTS) {
            return new Full();
        }
        if (byReader.getOrDefault(reader.id(), 0) >= MAX_PER_PRINCIPAL) {
            return new Enough();
        }
        StreamPosition from = last == null ? null : live.parse(last);
        StreamClient client =
                new StreamClient(reader, filter, from == null ? live : from.with(live), metrics);
        for (StreamState state : states) {
            StreamMessage now = state.now(reader, filter);
            if (now != null) {
                client.offer(now);
            }
        }
        clients.add(client);
        byReader.merge(reader.id(), 1, Integer::sum);
        metrics.streamClients(1);
        // Where no record can be yet, only the topics themselves can tell.
        boolean known = from != null && live.covers(from);
        return new Subscription(
                client, live, from, known && from != null ? recent.after(from) : null);
    }

    synchronized void unsubscribe(StreamClient client) {
        if (clients.remove(client)) {
            byReader.computeIfPresent(
                    client.reader().id(), (_, count) -> count == 1 ? null : count - 1);
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
        recent = new StreamRecent(now);
    }

    synchronized void publish(StreamMessages.Batch batch) {
        position = batch.position();
        recent.add(batch.messages());
        for (StreamClient client : clients) {
            batch.messages().forEach(client::offer);
            client.passed(batch.position());
        }
    }

    /**
     * Tells what is so now; nobody who comes back has to be told again. It is made while no reader
     * comes, so that none gets an older state after a newer one.
     */
    synchronized void tell(Supplier<@Nullable StreamMessage> now) {
        StreamMessage message = now.get();
        if (message != null) {
            clients.forEach(client -> client.offer(message));
        }
    }

    /** Adds something of which each new reader is told how it is now. */
    synchronized void add(StreamState state) {
        states.add(state);
    }

    /** Tells one reader that something could not be told; it goes on from here. */
    synchronized void resync(StreamClient client, String reason) {
        StreamPosition now = position;
        if (now != null) {
            client.resync(now, reason);
        }
    }

    /** Tells every reader that something could not be told. */
    synchronized void resyncAll(StreamPosition now) {
        position(now);
        clients.forEach(client -> client.resync(now, "interrupted"));
    }

    /** Whether readers can be served. */
    public synchronized boolean isLive() {
        return !closed && position != null;
    }

    /** Ends every reader's stream, once it has got what waits for it. */
    public synchronized void close() {
        closed = true;
        clients.forEach(StreamClient::end);
    }
}
