package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Suppression;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code tocsin:} of a document: what Sigma has no word for. All of it is checked, also
 * what this version does not evaluate.
 *
 * @param grace how much older than the group's clock an event may be
 * @param history how long the past counts
 * @param learn how long a group only learns
 * @param suppress null for none
 * @param zone where parts of a time are read; null for none
 * @param unevaluated the settings that this version only checks
 */
record Settings(
        Duration grace,
        Duration history,
        Duration learn,
        @Nullable Suppression suppress,
        @Nullable ZoneId zone,
        List<Yaml.Entry> unevaluated) {
    static final Duration GRACE = Duration.ofHours(1);
    static final Duration HISTORY = Duration.ofDays(14);
    static final Duration LEARN = Duration.ofHours(24);

    private static final String BLOCK = "tocsin";

    /** Reads the block of a document. */
    static Settings read(Document document, Kind kind) {
        Values block = new Values(document.root(), document.problems()).map(BLOCK);
        if (block == null) {
            return new Settings(GRACE, HISTORY, LEARN, null, null, List.of());
        }
        List<Yaml.Entry> unevaluated = checkKeys(document, block, kind);
        new SettingsCheck(document, block).checkUnevaluated();
        return new Settings(
                or(block.duration(Setting.GRACE.text()), GRACE),
                or(block.duration(Setting.HISTORY.text()), HISTORY),
                or(block.duration(Setting.LEARN.text()), LEARN),
                suppression(document, block),
                zone(document, block),
                unevaluated);
    }

    /** The zone, or UTC. */
    ZoneId zoneOrUtc() {
        return zone == null ? ZoneOffset.UTC : zone;
    }

    /** Warns of the settings that are only checked. */
    void warnOfUnevaluated(Document document) {
        for (Yaml.Entry entry : unevaluated) {
            document.problems()
                    .warning(
                            entry.at(),
                            "Expected a setting that this version evaluates, but found 'tocsin."
                                    + entry.key()
                                    + "', which is checked, but not evaluated by this version",
                            "remove it, or keep it for a later version");
        }
    }

    private static List<Yaml.Entry> checkKeys(Document document, Values block, Kind kind) {
        List<Yaml.Entry> unevaluated = new ArrayList<>();
        for (Yaml.Entry entry : block.map().entries()) {
            Setting setting = Setting.of(entry.key());
            if (setting == null) {
                document.problems()
                        .error(
                                entry.at(),
                                "Expected a setting of 'tocsin', but found '" + entry.key() + "'",
                                Suggestion.among(
                                        entry.key(), List.of(Setting.values()), Setting::text));
            } else if (!kind.has(setting)) {
                document.problems()
                        .warning(
                                entry.at(),
                                "Expected a setting of "
                                        + kind.what()
                                        + ", but found 'tocsin."
                                        + setting.text()
                                        + "', which has no effect there",
                                "remove it");
            } else if (!setting.isEvaluated()
                    || (kind == Kind.RULE && setting != Setting.TIMEZONE)) {
                unevaluated.add(entry);
            }
        }
        return unevaluated;
    }

    private static @Nullable Suppression suppression(Document document, Values block) {
        Values suppress = block.map(Setting.SUPPRESS.text());
        if (suppress == null) {
            return null;
        }
        suppress.allowOnly(Set.of("for", "by"), "'suppress'");
        Duration span = suppress.duration("for");
        if (span == null) {
            document.problems()
                    .error(
                            suppress.map().at(),
                            "Expected a duration 'for' in 'suppress', but found none",
                            "write for example 'suppress: {for: 1h}'");
            return null;
        }
        return new Suppression(span, suppress.texts("by"));
    }

    private static @Nullable ZoneId zone(Document document, Values block) {
        String text = block.text(Setting.TIMEZONE.text());
        Yaml value = block.map().get(Setting.TIMEZONE.text());
        if (text == null || value == null) {
            return null;
        }
        try {
            ZoneId zone = ZoneId.of(text);
            return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
        } catch (DateTimeException _) {
            document.problems()
                    .error(
                            value.at(),
                            "Expected a time zone such as Europe/Berlin or +02:00, but found "
                                    + value.what(),
                            "write a name of the tz database, or an offset");
            return null;
        }
    }

    private static Duration or(@Nullable Duration value, Duration otherwise) {
        return value == null ? otherwise : value;
    }

    /** Checks the settings that this version does not evaluate. */
    private record SettingsCheck(Document document, Values block) {
        void checkUnevaluated() {
            block.duration(Setting.SETTLE.text());
            block.duration(Setting.FORGET.text());
            block.duration(Setting.WARM.text());
            block.text(Setting.EXPECT.text());
            block.list(Setting.RESPOND.text());
            positive(block, Setting.SPEED.text());
            Values risk = block.map(Setting.RISK.text());
            if (risk != null) {
                risk.allowOnly(Set.of("score", "entities"), "'risk'");
                positive(risk, "score");
                require(risk, "score", "score: 20");
                require(risk, "entities", "entities: [user.name]");
                risk.list("entities");
            }
        }

        private void positive(Values values, String key) {
            BigDecimal number = values.number(key);
            Yaml value = values.map().get(key);
            if (number != null && value != null && number.signum() <= 0) {
                document.problems()
                        .error(
                                value.at(),
                                "Expected a number above 0 in '"
                                        + key
                                        + "', but found "
                                        + value.what(),
                                "raise it");
            }
        }

        private void require(Values values, String key, String example) {
            if (!values.map().has(key)) {
                document.problems()
                        .error(
                                values.map().at(),
                                "Expected '" + key + "' in 'risk', but found none",
                                "add for example '" + example + "'");
            }
        }
    }
}
