package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The event time of a normalized event: {@code @timestamp}, unless that lies further behind the
 * arrival ({@code event.ingested}) than clocks may differ: then the arrival stands in, so that no
 * event moves the clock of its group into the future. An event that does not say when it arrived is
 * taken at its word.
 */
public final class EventTime {
    /** How far an event may be from the future; inclusive. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private EventTime() {}

    /** The time in milliseconds since the epoch, or null when there is none that can be read. */
    public static @Nullable Long of(JsonNode event) {
        Instant time = instant(Json.text(event, "@timestamp"));
        Instant arrival = instant(Json.text(event, "event.ingested"));
        if (time == null) {
            return arrival == null ? null : (Long) arrival.toEpochMilli();
        }
        if (arrival != null && time.isAfter(arrival.plus(TOLERANCE))) {
            return arrival.toEpochMilli();
        }
        return time.toEpochMilli();
    }

    /**
     * When the event arrived, in milliseconds since the epoch.
     *
     * @param timeMs stands for it when the event does not say it: it came as it happened
     */
    static long arrivalMs(JsonNode event, long timeMs) {
        Instant arrival = instant(Json.text(event, "event.ingested"));
        return arrival == null ? timeMs : arrival.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
