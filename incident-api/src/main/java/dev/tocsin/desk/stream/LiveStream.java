package dev.tocsin.desk.stream;

import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.auth.Authenticator;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.ops.DeskMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The live stream as a whole: what follows the topics, who reads, how missed messages come. */
public final class LiveStream implements AutoCloseable {
    private final StreamHub hub;
    private final StreamTail tail;
    private final StreamHandler handler;

    public LiveStream(
            StreamConsumers consumers,
            AlertStore alerts,
            IncidentStore incidents,
            Authenticator authenticator,
            DeskMetrics metrics,
            InstantSource clock) {
        StreamMessages messages = new StreamMessages(alerts, incidents);
        hub = new StreamHub(metrics);
        tail = new StreamTail(consumers, messages, hub, metrics);
        handler =
                new StreamHandler(
                        hub, new StreamReplay(consumers, messages), authenticator, metrics, clock);
    }

    /** The routes. */
    public List<Route> routes() {
        return handler.routes();
    }

    /** Starts following the topics, and waits a while until it does. */
    public boolean start(Duration atMost) throws InterruptedException {
        tail.start();
        return tail.awaitAssigned(atMost);
    }

    /** Whether the topics are being followed. */
    public boolean isLive() {
        return tail.isRunning();
    }

    /** Ends every reader's stream, so that the HTTP server can stop. */
    public void endReaders() {
        hub.close();
    }

    @Override
    public void close() {
        hub.close();
        tail.close();
    }
}
