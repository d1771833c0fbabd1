package dev.tocsin.desk.incident.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.AlertJson;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.http.Fault;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.ProblemException;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the event that a caller wants as evidence. One that an alert names is known to be there:
 * its document may come later. Any other one must be found now.
 */
final class EvidenceReader {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceReader.class);
    private static final String EVENT = "event_id";
    private static final String ALERT = "alert_id";
    private static final Set<String> MEMBERS =
            new LinkedHashSet<>(List.of(EVENT, ALERT, "comment"));
    private static final int MAX_ID = 512;
    private static final int MAX_COMMENT = 4_000;

    private final AlertStore alerts;
    private final @Nullable EventSource events;

    EvidenceReader(AlertStore alerts, @Nullable EventSource events) {
        this.alerts = alerts;
        this.events = events;
    }

    /**
     * What is wanted.
     *
     * @param known where the event lies, by its alert; null without one
     */
    record Wanted(
            String event,
            @Nullable String alert,
            @Nullable EventRef known,
            @Nullable String comment) {}

    /**
     * What was found.
     *
     * @param copy null when it is to be made later
     */
    record Found(EventRef event, @Nullable EventCopy copy) {}

    Wanted read(ObjectNode body) {
        Fields fields = new Fields(body, MEMBERS);
        String event = fields.text(EVENT, MAX_ID);
        String alert = fields.optionalText(ALERT, MAX_ID);
        String comment = fields.optionalText("comment", MAX_COMMENT);
        fields.check();
        EventRef known = alert == null ? null : known(fields, alert, event);
        fields.check();
        return new Wanted(event, alert, known, comment);
    }

    private @Nullable EventRef known(Fields fields, String id, String event) {
        StoredAlert alert = alerts.find(id);
        if (alert == null) {
            fields.fault(ALERT, "Expected the id of an alert, but there is no alert " + id);
            return null;
        }
        EventRef known =
                AlertJson.read(alert.toJson()).evidence().stream()
                        .filter(ref -> ref.id().equals(event))
                        .findFirst()
                        .orElse(null);
        if (known == null) {
            fields.fault(EVENT, "Expected an event of the alert " + id + ", but found " + event);
        }
        return known;
    }

    /**
     * Finds it.
     *
     * @throws ProblemException 422 when there is none, 503 when that cannot be said
     */
    Found find(Wanted wanted) throws InterruptedException {
        EventRef known = wanted.known();
        JsonNode document = document(wanted.event(), known != null);
        EventRef event = known == null && document != null ? ref(wanted.event(), document) : known;
        if (event == null) {
            throw ProblemException.invalid(
                    List.of(
                            new Fault(
                                    "/" + EVENT,
                                    "Expected the id of an event in Elasticsearch (an event is searchable a few seconds after it came), but found none")));
        }
        return new Found(event, document == null ? null : EventCopy.of(document));
    }

    private @Nullable JsonNode document(String id, boolean mayWait) throws InterruptedException {
        try {
            if (events != null) {
                return events.find(id);
            }
        } catch (IOException e) {
            LOG.warn("Expected Elasticsearch to answer, but: {}", e.toString());
        }
        if (mayWait) {
            return null;
        }
        throw ProblemException.unavailable(
                events == null
                        ? "Expected an Elasticsearch to look the event up, but none is configured. Set ELASTICSEARCH_URL"
                        : "Expected Elasticsearch to answer, but it did not. Try again in a moment");
    }

    private static EventRef ref(String id, JsonNode document) {
        JsonNode raw = document.path("tocsin").path("raw");
        return new EventRef(
                id,
                time(Json.text(document, "@timestamp")),
                raw.path("topic").asText(),
                raw.path("partition").asInt(),
                raw.path("offset").asLong());
    }

    private static long time(@Nullable String text) {
        try {
            return text == null ? 0 : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException _) {
            return 0;
        }
    }
}
