package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.event.TimeText;
import dev.tocsin.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every event gets, whatever its shape: time, id, related values, our own fields. */
final class Finish {
    private static final List<String> IPS =
            List.of(
                    "source.ip",
                    "destination.ip",
                    "client.ip",
                    "server.ip",
                    "host.ip",
                    "source.nat.ip",
                    "destination.nat.ip");
    private static final List<String> USERS =
            List.of(
                    "user.name",
                    "user.effective.name",
                    "user.target.name",
                    "source.user.name",
                    "destination.user.name");
    private static final List<String> HOSTS =
            List.of("host.name", "host.hostname", "source.domain", "destination.domain");

    private static final List<String> HASHED =
            List.of("file.hash", "process.hash", "dll.hash", "process.parent.hash");

    private Finish() {}

    static NormalizedEvent of(Draft draft, IngestInfo info) {
        boolean fromFuture = isFromFuture(draft.time(), info.receivedAt());
        Instant time = clampedTime(draft, info.receivedAt(), fromFuture);
        ObjectNode event = draft.event();
        event.put("@timestamp", TimeText.of(time.toEpochMilli()));
        String arrival = TimeText.of(info.receivedAt().toEpochMilli());
        String sender = info.senderId() == null ? draft.ownId() : info.senderId();
        String id = sender == null ? info.coordinates() : sender;
        draft.put("event.kind", "event");
        draft.put("event.created", arrival);
        overwrite(draft, "event.ingested", arrival);
        overwrite(draft, "event.id", id);
        related(draft, "related.ip", IPS);
        related(draft, "related.user", USERS);
        related(draft, "related.hosts", HOSTS);
        related(draft, "related.hash", HASHED);
        draft.put("tocsin.source", info.source());
        draft.set("tocsin.pipeline", draft.pipeline());
        if (!draft.problems().isEmpty()) {
            draft.set("tocsin.problems", draft.problems());
        }
        return new NormalizedEvent(
                event, id, sender != null, time.toEpochMilli(), fromFuture, draft.droppedBy());
    }

    private static boolean isFromFuture(@Nullable Instant claimed, Instant receivedAt) {
        return claimed != null
                && claimed.isAfter(receivedAt.plus(EventNormalizer.FUTURE_TOLERANCE));
    }

    /** A clock that runs ahead must not move the time of correlations. */
    private static Instant clampedTime(Draft draft, Instant receivedAt, boolean fromFuture) {
        Instant arrival = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        Instant claimed = draft.time();
        if (claimed == null) {
            return arrival;
        }
        if (fromFuture) {
            draft.tag("future-time");
            draft.unmapped("@timestamp", TextNode.valueOf(claimed.toString()));
            draft.problem(
                    "Expected an event time of at most %s after the arrival at %s, but found %s; the arrival time stands in"
                            .formatted(EventNormalizer.FUTURE_TOLERANCE, receivedAt, claimed));
            return arrival;
        }
        if (claimed.isBefore(receivedAt.minus(EventNormalizer.OLD_AFTER))) {
            draft.tag("old-time");
        }
        return claimed.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void overwrite(Draft draft, String path, String value) {
        JsonNode before = draft.at(path);
        if (before != null && !before.asText().equals(value)) {
            draft.unmapped(path, before);
        }
        draft.set(path, TextNode.valueOf(value));
    }

    private static void related(Draft draft, String path, List<String> fields) {
        Set<String> values = new LinkedHashSet<>();
        collect(draft.at(path), values);
        int sent = values.size();
        for (String field : fields) {
            collect(draft.at(field), values);
        }
        if (values.size() > sent) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            values.forEach(array::add);
            draft.set(path, array);
        }
    }

    private static void collect(@Nullable JsonNode node, Set<String> into) {
        if (node == null) {
            return;
        }
        if (node.isContainerNode()) {
            node.forEach(item -> collect(item, into));
        } else if (node.isValueNode() && !node.isNull() && !node.asText().isEmpty()) {
            into.add(node.asText());
        }
    }
}
