package dev.tocsin.desk.stream;

import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.auth.Authenticator;
import dev.tocsin.desk.http.Route;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.custom.CustomFields;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.presence.PresenceTable;
import dev.tocsin.desk.presence.PresenceTopic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The live stream as a whole: what follows the topics, who reads, how missed messages come. */
public final class LiveStream implements AutoCloseable {
    private final StreamHub hub;
    private final StreamTail tail;
    private final StreamHandler handler;
    private final StreamPresence presence;
    private final KafkaProbe probe;
    private final StreamHealth health;

    public LiveStream(
            StreamConsumers consumers,
            AlertStore alerts,
            IncidentStore incidents,
            Authenticator authenticator,
            DeskMetrics metrics,
            InstantSource clock,
            PresenceTable present,
            Parts parts) {
        StreamMessages messages = new StreamMessages(alerts, incidents);
        hub = new StreamHub(metrics);
        tail = new StreamTail(consumers, messages, hub, metrics);
        handler =
                new StreamHandler(
                        hub,
                        new StreamReplay(consumers, messages),
                        authenticator,
                        parts.custom(),
                        metrics,
                        clock);
        presence = new StreamPresence(present, incidents, hub);
        probe = new KafkaProbe(consumers);
        Map<String, BooleanSupplier> all = new HashMap<>(parts.works());
        all.put("kafka", probe::answers);
        health = new StreamHealth(all, parts.waiting(), hub);
        hub.add(presence);
        hub.add(health);
    }

    /**
     * What the stream asks of others, beside Kafka.
     *
     * @param works what may work or not, by name
     * @param waiting how many alerts wait to be stored
     * @param custom the fields that administrators added to incidents
     */
    public record Parts(
            Map<String, BooleanSupplier> works,
            LongSupplier waiting,
            Supplier<CustomFields> custom) {
        public Parts {
            works = Map.copyOf(works);
        }
    }

    /** Hears who is present. */
    public PresenceTopic.Listener presence() {
        return presence;
    }

    /** The routes. */
    public List<Route> routes() {
        return handler.routes();
    }

    /** Starts following the topics, and waits a while until it does. */
    public boolean start(Duration atMost) throws InterruptedException {
        tail.start();
        health.start();
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
        health.close();
        probe.close();
        tail.close();
    }
}
