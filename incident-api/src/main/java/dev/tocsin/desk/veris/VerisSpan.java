package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A time between two states, in the units of VERIS. */
final class VerisSpan {
    private static final String UNIT = "unit";

    /** A hundred years: what is longer is no time between states. */
    private static final long MAX_DAYS = 36_500;

    /** Until how many of a unit it is used. */
    private record Unit(String name, Duration one, long most) {}

    private static final Unit[] UNITS = {
        new Unit("Seconds", Duration.ofSeconds(1), 120),
        new Unit("Minutes", Duration.ofMinutes(1), 120),
        new Unit("Hours", Duration.ofHours(1), 48),
        new Unit("Days", Duration.ofDays(1), 14),
        new Unit("Weeks", Duration.ofDays(7), 9),
        new Unit("Months", Duration.ofDays(30), 24),
        new Unit("Years", Duration.ofDays(365), Long.MAX_VALUE),
    };

    private VerisSpan() {}

    /** How long a span is; null when it does not say, or no such time. */
    static @Nullable Duration of(JsonNode span) {
        JsonNode value = span.path("value");
        for (Unit unit : UNITS) {
            if (unit.name().equals(span.path(UNIT).asText())
                    && value.isNumber()
                    && value.asDouble() >= 0
                    && value.asDouble() * unit.one().toDays() <= MAX_DAYS) {
                return Duration.ofMillis((long) (value.asDouble() * unit.one().toMillis()));
            }
        }
        return null;
    }

    /**
     * From one time to another, in milliseconds; unknown when one is, or when they are reversed.
     */
    static ObjectNode between(@Nullable Long fromMs, @Nullable Long toMs) {
        if (fromMs == null || toMs == null || toMs < fromMs) {
            return Json.object().put(UNIT, "Unknown");
        }
        Duration span = Duration.ofMillis(toMs - fromMs);
        for (Unit unit : UNITS) {
            long count = span.dividedBy(unit.one());
            if (count < unit.most()) {
                return Json.object().put(UNIT, unit.name()).put("value", count);
            }
        }
        throw new AssertionError("Expected years to be enough, but found " + span);
    }
}
