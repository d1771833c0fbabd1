package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.store.Periodic;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copies that could not be made at once: of what came with alerts, of events that were
 * not searchable yet, of what was added while the index was away. Several replicas may do so beside
 * each other: the first copy stays.
 */
public final class EvidenceCopier implements AutoCloseable {
    /** How long a document is looked for. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceCopier.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;

    private final EvidenceStore evidence;
    private final EventSource events;
    private final InstantSource clock;
    private final Periodic periodic;

    public EvidenceCopier(EvidenceStore evidence, EventSource events, InstantSource clock) {
        this(evidence, events, clock, EVERY);
    }

    EvidenceCopier(
            EvidenceStore evidence, EventSource events, InstantSource clock, Duration every) {
        this.evidence = evidence;
        this.events = events;
        this.clock = clock;
        this.periodic = new Periodic("evidence", every, every, this::run);
    }

    public void start() {
        periodic.start();
    }

    @Override
    public void close() {
        periodic.close();
    }

    /** Makes the copies that are due. */
    void run() {
        try {
            for (Evidence piece : evidence.due(clock.millis(), AT_ONCE)) {
                copy(piece);
            }
        } catch (IOException e) {
            LOG.debug("Copies of evidence wait: {}", e.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Evidence piece) throws IOException, InterruptedException {
        JsonNode document = events.find(piece.event().id());
        long now = clock.millis();
        long age = now - piece.addedAtMs();
        if (document != null) {
            evidence.copied(piece, EventCopy.of(document), now);
        } else if (age > LONGEST.toMillis()) {
            evidence.missing(piece);
        } else {
            // The older, the less likely: the waiting grows with the age.
            evidence.later(piece, now + Math.max(EVERY.toMillis(), age / 2));
        }
    }
}
