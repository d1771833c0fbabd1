package dev.tocsin.desk.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoException;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.Restriction;
import dev.tocsin.desk.presence.PresenceSubject;
import dev.tocsin.desk.presence.PresenceTable;
import dev.tocsin.desk.presence.PresenceTopic;
import dev.tocsin.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells readers who is present where. Of an incident that is restricted only those hear who may see
 * it; as long as that is not known, nobody does. Thread-safe.
 */
final class StreamPresence implements PresenceTopic.Listener, StreamState {
    private static final Logger LOG = LoggerFactory.getLogger(StreamPresence.class);
    private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PresenceTable table;
    private final IncidentStore incidents;
    private final StreamHub hub;

    /** Who may see the incidents at which somebody is. */
    private final Map<String, Predicate<Principal>> readers = new ConcurrentHashMap<>();

    private volatile long refreshedAt = System.nanoTime();

    StreamPresence(PresenceTable table, IncidentStore incidents, StreamHub hub) {
        this.table = table;
        this.incidents = incidents;
        this.hub = hub;
    }

    @Override
    public void changed(PresenceSubject subject) {
        String incident = subject.incident();
        Predicate<Principal> mine = incident == null ? _ -> true : readers(incident);
        hub.tell(() -> message(subject).only(mine, null));
        if (incident != null && table.at(subject).isEmpty()) {
            // It may be restricted before the next one comes.
            readers.remove(incident);
        }
    }

    @Override
    public void tick() {
        if (System.nanoTime() - refreshedAt > REFRESH_NANOS) {
            refreshedAt = System.nanoTime();
            Set<String> present = new HashSet<>();
            for (PresenceSubject subject : table.subjects()) {
                String incident = subject.incident();
                if (incident != null) {
                    present.add(incident);
                }
            }
            readers.keySet().retainAll(present);
            ask(present);
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
                subjects.add(subject.toJson(table.at(subject)));
            }
        }
        return StreamMessage.now("presence", data, Told.of(StreamType.PRESENCE, filter.incident()));
    }

    private StreamMessage message(PresenceSubject subject) {
        ObjectNode data = Json.object();
        data.put("complete", false).putArray("subjects").add(subject.toJson(table.at(subject)));
        return StreamMessage.now(
                "presence", data, Told.of(StreamType.PRESENCE, subject.incident()));
    }

    private Predicate<Principal> readers(String incident) {
        Predicate<Principal> known = readers.get(incident);
        return known == null ? ask(Set.of(incident)).getOrDefault(incident, _ -> false) : known;
    }

    private boolean maySee(Principal reader, @Nullable String incident) {
        return incident == null || readers.getOrDefault(incident, _ -> false).test(reader);
    }

    /** Asks the store who may see incidents; what it does not say stays as it was. */
    private Map<String, Predicate<Principal>> ask(Set<String> ids) {
        Map<String, Predicate<Principal>> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        try {
            incidents
                    .restrictions(ids)
                    .forEach((id, one) -> found.put(id, reader -> Restriction.admits(one, reader)));
            readers.putAll(found);
        } catch (MongoException e) {
            LOG.info("Who may see some incidents is not known for a moment: {}", e.getMessage());
        }
        return found;
    }
}
