package dev.tocsin.desk.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoException;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.Restriction;
import dev.tocsin.desk.presence.Presence;
import dev.tocsin.desk.presence.PresenceSubject;
import dev.tocsin.desk.presence.PresenceTable;
import dev.tocsin.desk.presence.PresenceTopic;
import dev.tocsin.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers who is present where. Of an incident that is restricted only those hear who may see
 * it; as long as that is not known, nobody does. Thread-safe.
 */
final class StreamPresence implements PresenceTopic.Listener, StreamState {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPresence.class);
    private static final int MOST_KNOWN = 10_000;
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PresenceTable table;
    private final IncidentStore incidents;
    private final StreamHub hub;
    private final AtomicLong refreshedAt = new AtomicLong(System.nanoTime());
    private volatile Map<String, @Nullable Restriction> restrictions = Map.of();

    StreamPresence(PresenceTable table, IncidentStore incidents, StreamHub hub) {
        this.table = table;
        this.incidents = incidents;
        this.hub = hub;
    }

    @Override
    public void changed(PresenceSubject subject) {
        String incident = subject.incident();
        if (incident != null && !restrictions.containsKey(incident)) {
            refresh();
        }
        hub.tell(() -> message(subject));
    }

    @Override
    public void tick() {
        if (System.nanoTime() - refreshedAt.get() > REFRESH_NANOS) {
            refresh();
        }
    }

    @Override
    public @Nullable StreamMessage now(Principal reader, StreamFilter filter) {
        ObjectNode data = Json.object();
        ArrayNode subjects = data.put("complete", true).putArray("subjects");
        for (PresenceSubject subject : table.subjects()) {
            String incident = subject.incident();
            boolean wanted = filter.incident() == null || filter.incident().equals(incident);
            if (wanted && maySee(reader, incident)) {
                add(subjects, subject);
            }
        }
        return StreamMessage.now("presence", data, Told.of(StreamType.PRESENCE, filter.incident()));
    }

    private @Nullable StreamMessage message(PresenceSubject subject) {
        String incident = subject.incident();
        ObjectNode data = Json.object();
        add(data.put("complete", false).putArray("subjects"), subject);
        StreamMessage message =
                StreamMessage.now("presence", data, Told.of(StreamType.PRESENCE, incident));
        return incident == null ? message : message.only(reader -> maySee(reader, incident), null);
    }

    private void add(ArrayNode subjects, PresenceSubject subject) {
        List<Presence> people = table.at(subject);
        subjects.add(subject.toJson(people));
    }

    private boolean maySee(Principal reader, @Nullable String incident) {
        if (incident == null) {
            return true;
        }
        Map<String, @Nullable Restriction> known = restrictions;
        Restriction restriction = known.get(incident);
        return known.containsKey(incident) && (restriction == null || restriction.admits(reader));
    }

    private void refresh() {
        refreshedAt.set(System.nanoTime());
        Set<String> ids = new HashSet<>();
        for (PresenceSubject subject : table.subjects()) {
            String incident = subject.incident();
            if (incident != null) {
                ids.add(incident);
            }
        }
        try {
            Map<String, @Nullable Restriction> kept = new HashMap<>();
            if (restrictions.size() < MOST_KNOWN) {
                // Where the last one has just left is told once more.
                kept.putAll(restrictions);
            }
            if (!ids.isEmpty()) {
                kept.putAll(incidents.restrictions(ids));
            }
            restrictions = kept;
        } catch (MongoException e) {
            LOG.info("Who may see some incidents is not known for a moment: {}", e.getMessage());
        }
    }
}
