package dev.tocsin.desk.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.alert.AlertRevision;
import dev.tocsin.desk.alert.AlertStore;
import dev.tocsin.desk.alert.StoredAlert;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.desk.incident.IncidentStore;
import dev.tocsin.desk.incident.Restriction;
import dev.tocsin.desk.stream.StreamMessage.Origin;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of records. An alert comes straight from its topic, with the triage that the store
 * has of it; a change is told as the document that it led to. One look into the store per batch,
 * and one write when there are alerts that the store has not got yet.
 */
final class StreamMessages {
    private final AlertStore alerts;
    private final IncidentStore incidents;

    StreamMessages(AlertStore alerts, IncidentStore incidents) {
        this.alerts = alerts;
        this.incidents = incidents;
    }

    /**
     * What a batch gives.
     *
     * @param messages in the order of the records
     * @param position after the batch
     */
    record Batch(List<StreamMessage> messages, StreamPosition position) {}

    Batch of(Iterable<ConsumerRecord<byte[], byte[]>> records, StreamPosition from) {
        List<Read> read = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read.add(read(record));
        }
        Stored stored = stored(read);
        List<StreamMessage> messages = new ArrayList<>();
        StreamPosition position = from;
        for (Read one : read) {
            position = position.after(one.partition(), one.offset());
            StreamMessage message = message(one, stored, position);
            if (message != null) {
                messages.add(message);
            }
        }
        return new Batch(messages, position);
    }

    /** What a record is about. */
    private sealed interface Read {
        TopicPartition partition();

        long offset();
    }

    private record AlertRead(TopicPartition partition, long offset, AlertRevision revision)
            implements Read {}

    private record AlertChange(TopicPartition partition, long offset, String id) implements Read {}

    private record IncidentChange(TopicPartition partition, long offset, String id)
            implements Read {}

    private record Nothing(TopicPartition partition, long offset) implements Read {}

    private record Stored(
            Map<String, StoredAlert> alerts,
            Map<String, Incident> incidents,
            Map<String, @Nullable Restriction> restrictions) {}

    private static Read read(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        byte[] value = record.value();
        try {
            if (value == null) {
                return new Nothing(partition, record.offset());
            }
            if (record.topic().equals(Topics.ALERTS.name())) {
                return new AlertRead(
                        partition, record.offset(), AlertRevision.read(value, record.timestamp()));
            }
            JsonNode change = Json.parse(value);
            String subject = change.path("subject").asText();
            return switch (Json.text(change, "kind")) {
                case "alert" -> new AlertChange(partition, record.offset(), subject);
                case "incident" -> new IncidentChange(partition, record.offset(), subject);
                case null, default -> new Nothing(partition, record.offset());
            };
        } catch (IOException | IllegalArgumentException _) {
            // The ingest counts it and puts it to the dead letters.
            return new Nothing(partition, record.offset());
        }
    }

    private Stored stored(List<Read> read) {
        Set<String> alertIds = new LinkedHashSet<>();
        Set<String> incidentIds = new HashSet<>();
        for (Read one : read) {
            switch (one) {
                case AlertRead alert -> alertIds.add(alert.revision().id());
                case AlertChange change -> alertIds.add(change.id());
                case IncidentChange change -> incidentIds.add(change.id());
                case Nothing _ -> {}
            }
        }
        Map<String, StoredAlert> known =
                alertIds.isEmpty() ? new HashMap<>() : alerts.settled(alerts.findAll(alertIds));
        storeUnknown(read, known);
        return new Stored(
                known,
                incidentIds.isEmpty() ? Map.of() : incidents.findAll(incidentIds),
                restrictions(known.values()));
    }

    private Map<String, @Nullable Restriction> restrictions(Collection<StoredAlert> alerts) {
        Set<String> linked = new HashSet<>();
        for (StoredAlert alert : alerts) {
            String incident = alert.triage().incident();
            if (incident != null) {
                linked.add(incident);
            }
        }
        return linked.isEmpty() ? Map.of() : incidents.restrictions(linked);
    }

    /** Who may not see the incident of an alert is not told of it. */
    private static StreamMessage message(
            Place place, String event, StoredAlert alert, Stored stored) {
        StreamMessage message = place.tell(event, alert.toJson(), Told.of(alert));
        String incident = alert.triage().incident();
        Restriction restriction = incident == null ? null : stored.restrictions().get(incident);
        if (restriction == null) {
            return message;
        }
        StoredAlert unlinked = alert.unlinked();
        return message.only(
                reader -> Restriction.admits(restriction, reader),
                place.tell(event, unlinked.toJson(), Told.of(unlinked)));
    }

    private static StreamMessage message(Place place, Incident incident) {
        StreamMessage message =
                place.tell("incident-changed", incident.toJson(), Told.of(incident));
        Restriction restriction = incident.content().restricted();
        return restriction == null
                ? message
                : message.only(reader -> Restriction.admits(restriction, reader), null);
    }

    /** Of which record a message tells, and where a reader stands after it. */
    private record Place(Origin origin, StreamPosition position) {
        StreamMessage tell(String event, JsonNode data, Told told) {
            return StreamMessage.of(origin, position, event, data, told);
        }
    }

    /** What a reader is told of, it can work on at once; the ingest may be a moment behind. */
    private void storeUnknown(List<Read> read, Map<String, StoredAlert> known) {
        List<AlertRevision> unknown = new ArrayList<>();
        for (Read one : read) {
            if (one instanceof AlertRead alert && !known.containsKey(alert.revision().id())) {
                unknown.add(alert.revision());
            }
        }
        known.putAll(alerts.put(unknown).alerts());
    }

    private static @Nullable StreamMessage message(
            Read read, Stored stored, StreamPosition position) {
        Place place = new Place(new Origin(read.partition(), read.offset()), position);
        return switch (read) {
            case AlertRead alert -> {
                StoredAlert now =
                        stored.alerts()
                                .getOrDefault(alert.revision().id(), alert.revision().untouched())
                                .with(alert.revision());
                stored.alerts().put(now.id(), now);
                yield message(place, "alert", now, stored);
            }
            case AlertChange change -> {
                StoredAlert now = stored.alerts().get(change.id());
                yield now == null ? null : message(place, "alert-changed", now, stored);
            }
            case IncidentChange change -> {
                Incident now = stored.incidents().get(change.id());
                yield now == null ? null : message(place, now);
            }
            case Nothing _ -> null;
        };
    }
}
