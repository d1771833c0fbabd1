package dev.tocsin.desk.incident.sla;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Level;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.http.Fields;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Incident;
import dev.tocsin.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * How long each severity may take. What has no target is never late.
 *
 * @param version 0 when nobody has set any, and one more with each change
 * @param of the targets of each severity
 */
record SlaTargets(long version, Map<Level, Map<SlaTarget, Duration>> of) {
    /** The longest target. */
    static final Duration LONGEST = Duration.ofDays(3650);

    /** What holds until somebody sets targets. */
    static final SlaTargets NONE = new SlaTargets(0, Map.of());

    private static final Set<String> TARGETS = new LinkedHashSet<>(Texts.all(SlaTarget.class));
    private static final Set<String> LEVELS = new LinkedHashSet<>(Texts.all(Level.class));
    private static final int MAX_TEXT = 50;

    boolean isEmpty() {
        return of.values().stream().allMatch(Map::isEmpty);
    }

    /** Until when an incident is to have reached a target; null when there is none. */
    @Nullable Long dueMs(Incident incident, SlaTarget target) {
        Duration most = of.getOrDefault(incident.content().severity(), Map.of()).get(target);
        return most == null ? null : incident.createdAtMs() + most.toMillis();
    }

    /** Whether a target was missed, or is by now. */
    static boolean isLate(Incident incident, SlaTarget target, long dueMs, long nowMs) {
        Long reached = target.reachedMs(incident.content().dates());
        return (reached == null ? nowMs : reached) > dueMs;
    }

    /** Reads the targets of a request; its faults are told by {@link Fields#check}. */
    static SlaTargets read(ObjectNode body, long version) {
        Fields fields = new Fields(body, LEVELS);
        Map<Level, Map<SlaTarget, Duration>> of = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            Fields inner = fields.optionalObject(level.text(), TARGETS);
            if (inner != null) {
                of.put(level, read(inner));
            }
        }
        fields.check();
        return new SlaTargets(version, of);
    }

    private static Map<SlaTarget, Duration> read(Fields fields) {
        Map<SlaTarget, Duration> targets = new EnumMap<>(SlaTarget.class);
        for (SlaTarget target : SlaTarget.values()) {
            Duration most = fields.optional(Texts.name(target), MAX_TEXT, SlaTargets::duration);
            if (most != null) {
                targets.put(target, most);
            }
        }
        return targets;
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0
                    && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException _) {
            // Told below, like one that is too short or too long.
        }
        throw new IllegalArgumentException(
                "Expected a duration of a second to ten years such as PT4H or P2D, but found "
                        + text);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        for (Level level : Level.values()) {
            ObjectNode targets = json.putObject(level.text());
            for (SlaTarget target : SlaTarget.values()) {
                targets.put(Texts.name(target), text(level, target));
            }
        }
        return json;
    }

    /** What has to change to make {@code other} of these. */
    List<FieldChange> changesTo(SlaTargets other) {
        List<FieldChange> changes = new ArrayList<>();
        for (Level level : Level.values()) {
            for (SlaTarget target : SlaTarget.values()) {
                changes.add(
                        FieldChange.of(
                                level.text() + "/" + Texts.name(target),
                                text(level, target),
                                other.text(level, target)));
            }
        }
        return changes.stream().filter(FieldChange::isReal).toList();
    }

    private @Nullable String text(Level level, SlaTarget target) {
        Duration most = of.getOrDefault(level, Map.of()).get(target);
        return most == null ? null : most.toString();
    }

    Document toDocument() {
        Document document = new Document();
        of.forEach(
                (level, targets) -> {
                    Document inner = new Document();
                    targets.forEach((t, most) -> inner.append(Texts.name(t), most.toString()));
                    document.append(level.text(), inner);
                });
        return document;
    }

    static SlaTargets from(long version, Document document) {
        Map<Level, Map<SlaTarget, Duration>> of = new EnumMap<>(Level.class);
        for (Level level : Level.values()) {
            Document inner = document.get(level.text(), Document.class);
            Map<SlaTarget, Duration> targets = new EnumMap<>(SlaTarget.class);
            for (SlaTarget target : SlaTarget.values()) {
                String text = inner == null ? null : inner.getString(Texts.name(target));
                if (text != null) {
                    targets.put(target, Duration.parse(text));
                }
            }
            of.put(level, targets);
        }
        return new SlaTargets(version, of);
    }
}
