package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.part.PartSeeds.Seed;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a record says that an incident has members for: indicators as observables, corrective action
 * as a lesson, and where the day is known, the steps of its timeline. Actions are no techniques:
 * each stands for many.
 */
final class VerisFindings {
    private static final String AT = "at";
    private static final String TEXT = "text";

    private VerisFindings() {}

    /** The parts. */
    static List<Seed> of(JsonNode record) {
        List<Seed> seeds = new ArrayList<>();
        timeline(record.path("timeline"), seeds);
        for (JsonNode indicator : record.path("ioc")) {
            String value = Json.text(indicator, "indicator");
            if (value != null && !value.isBlank()) {
                seeds.add(new Seed("observables", observable(value, indicator)));
            }
        }
        String correction = Json.text(record, "corrective_action");
        if (correction != null && !correction.isBlank()) {
            seeds.add(new Seed("lessons", Json.object().put(TEXT, correction)));
        }
        return seeds;
    }

    private static ObjectNode observable(String value, JsonNode indicator) {
        ObjectNode body = Json.object().put("type", IndicatorType.of(value)).put("value", value);
        String comment = Json.text(indicator, "comment");
        return comment == null || comment.isBlank() ? body : body.put("description", comment);
    }

    private static void timeline(JsonNode timeline, List<Seed> seeds) {
        Instant began = day(timeline.path("incident"));
        if (began == null) {
            return;
        }
        seeds.add(step(began, "The incident began, by its VERIS record"));
        Instant found = after(began, timeline.path("discovery"));
        if (found != null) {
            seeds.add(step(found, "It was discovered, by its VERIS record"));
            Instant contained = after(found, timeline.path("containment"));
            if (contained != null) {
                seeds.add(step(contained, "It was contained, by its VERIS record"));
            }
        }
    }

    private static Seed step(Instant at, String text) {
        return new Seed(
                "timeline", Json.object().put(AT, Texts.time(at.toEpochMilli())).put(TEXT, text));
    }

    private static @Nullable Instant after(Instant before, JsonNode span) {
        Duration taken = VerisSpan.of(span);
        return taken == null ? null : before.plus(taken);
    }

    /** The day that it began; null when the record does not name it. */
    private static @Nullable Instant day(JsonNode date) {
        if (!date.path("month").isInt() || !date.path("day").isInt()) {
            return null;
        }
        try {
            return LocalDate.of(
                            date.path("year").asInt(),
                            date.path("month").asInt(),
                            date.path("day").asInt())
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
