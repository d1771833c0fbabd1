package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.store.Periodic;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the copies that could not be made at once: of what came with alerts, of events that were
 * not searchable yet, of what was added while the index was away. Where the document is not to be
 * had, the bytes are copied that the event came in. Several replicas may do so beside each other:
 * the first copy stays.
 */
public final class EvidenceCopier implements AutoCloseable {
    /** How long a document is looked for. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceCopier.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int AT_ONCE = 500;

    /** After as many failures, one after the other, it is not the event but the index. */
    private static final int FAILURES = 3;

    private final EvidenceStore evidence;
    private final @Nullable EventSource events;
    private final RawSource raw;
    private final InstantSource clock;
    private final Periodic periodic;

    /**
     * @param events null when there is no index
     */
    public EvidenceCopier(
            EvidenceStore evidence,
            @Nullable EventSource events,
            RawSource raw,
            InstantSource clock) {
        this.evidence = evidence;
        this.events = events;
        this.raw = raw;
        this.clock = clock;
        this.periodic = new Periodic("evidence", EVERY, EVERY, this::run);
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
        int failures = 0;
        try {
            for (EvidenceStore.Due due : evidence.due(clock.millis(), AT_ONCE)) {
                failures = tried(due) ? 0 : failures + 1;
                if (failures == FAILURES) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it could be said what is there: one that cannot be read does not keep the others. */
    private boolean tried(EvidenceStore.Due due) throws InterruptedException {
        try {
            copy(due);
            return true;
        } catch (IOException e) {
            LOG.debug("A copy of evidence waits: {}", e.toString());
            evidence.later(due.piece(), clock.millis() + EVERY.toMillis());
            return false;
        }
    }

    private void copy(EvidenceStore.Due due) throws IOException, InterruptedException {
        Evidence piece = due.piece();
        Long since = due.absentSinceMs();
        JsonNode document;
        try {
            document = events == null ? null : events.find(piece.event().id());
        } catch (IOException e) {
            if (age(piece.addedAtMs()) <= LONGEST.toMillis() || !copyRaw(piece)) {
                throw e;
            }
            return;
        }
        if (document != null) {
            evidence.copied(piece, EventCopy.of(document), clock.millis());
        } else if (events == null || (since != null && age(since) > LONGEST.toMillis())) {
            if (!copyRaw(piece)) {
                evidence.missing(piece);
            }
        } else {
            // The older, the less likely: the waiting grows with the age.
            long wait = Math.max(EVERY.toMillis(), age(piece.addedAtMs()) / 2);
            long most = LONGEST.toMillis() / 2;
            long now = clock.millis();
            evidence.later(piece, now + Math.min(wait, most), since == null ? now : since);
        }
    }

    private boolean copyRaw(Evidence piece) throws IOException {
        byte[] bytes = raw.find(piece.event());
        if (bytes != null) {
            evidence.copied(piece, EventCopy.raw(bytes), clock.millis());
        }
        return bytes != null;
    }

    private long age(long sinceMs) {
        return clock.millis() - sinceMs;
    }
}
