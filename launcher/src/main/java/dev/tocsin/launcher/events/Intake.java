package dev.tocsin.launcher.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes of an event of a file what rules see. */
public final class Intake {
    private static final String UNRECOGNIZED = "generic";

    private final EventFormat format;
    private final Instant receivedAt;
    private final EventNormalizer normalizer = new EventNormalizer();

    /**
     * @param receivedAt stands for the arrival of every event
     */
    public Intake(EventFormat format, Instant receivedAt) {
        this.format = format;
        this.receivedAt = receivedAt;
    }

    /**
     * The event for the rules.
     *
     * @throws WrongShape when the event is not of the format
     */
    public ObjectNode take(Found.Event event) throws WrongShape {
        return switch (format) {
            case ECS -> event.sent();
            case RAW -> withSource(event.sent(), event.sent());
            case AUTO, NXLOG, WINLOG -> normalized(event);
        };
    }

    private ObjectNode normalized(Found.Event event) throws WrongShape {
        IngestInfo info = IngestInfo.of(receivedAt, "event-" + event.number());
        ObjectNode normalized = normalizer.normalize(event.sent(), info).event();
        JsonNode first = Json.at(normalized, "tocsin.pipeline");
        String shape = first == null ? UNRECOGNIZED : first.path(0).asText();
        if (format.shape() != null && !shape.equals(format.shape())) {
            throw new WrongShape(
                    "Expected an event of the format %s, but it looks like %s"
                            .formatted(format.name().toLowerCase(Locale.ROOT), shape));
        }
        return shape.equals(UNRECOGNIZED) ? withSource(normalized, event.sent()) : normalized;
    }

    /** Gives an event without a log source the one that the root of what was sent names. */
    private static ObjectNode withSource(ObjectNode event, ObjectNode sent) {
        LogSource source =
                new LogSource(text(sent, "product"), text(sent, "category"), text(sent, "service"));
        boolean named =
                source.product() != null || source.category() != null || source.service() != null;
        if (named && Json.at(event, LogSource.FIELD) == null) {
            source.putInto(event);
        }
        return event;
    }

    private static @Nullable String text(ObjectNode sent, String field) {
        JsonNode value = sent.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /** An event is not of the format that it should be of. */
    public static final class WrongShape extends Exception {
        private static final long serialVersionUID = 1L;

        WrongShape(String message) {
            super(message);
        }
    }
}
