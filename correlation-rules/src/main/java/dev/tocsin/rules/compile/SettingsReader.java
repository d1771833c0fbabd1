package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.Risk;
import dev.tocsin.rules.plan.Suppression;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the block {@code tocsin:} and complains about what is wrong in it. */
final class SettingsReader {
    /** What other engines call a count by a sketch, of which there is none here. */
    private static final String APPROXIMATE = "approximate";

    private final Document document;
    private final Values block;

    SettingsReader(Document document, Values block) {
        this.document = document;
        this.block = block;
    }

    Settings read(Kind kind) {
        Map<Setting, Yaml.Entry> entries = entries(kind);
        return new Settings(
                block.duration(Setting.GRACE.text()),
                block.duration(Setting.SETTLE.text()),
                positiveDuration(Setting.HISTORY),
                block.duration(Setting.LEARN.text()),
                positiveDuration(Setting.FORGET),
                warm(),
                expect(),
                speed(),
                zone(),
                policy(),
                entries);
    }

    private Map<Setting, Yaml.Entry> entries(Kind kind) {
        Map<Setting, Yaml.Entry> entries = new EnumMap<>(Setting.class);
        for (Yaml.Entry entry : block.map().entries()) {
            Setting setting = Setting.of(entry.key());
            if (setting == null) {
                unknown(entry);
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
            } else {
                entries.put(setting, entry);
            }
        }
        return entries;
    }

    private void unknown(Yaml.Entry entry) {
        if (entry.key().equals(APPROXIMATE)) {
            error(
                    entry.at(),
                    "a correlation that counts every value, but found 'tocsin.approximate'",
                    "remove it: values are told apart exactly, in any number");
            return;
        }
        error(
                entry.at(),
                "a setting of 'tocsin', but found '" + entry.key() + "'",
                Suggestion.among(entry.key(), List.of(Setting.values()), Setting::text));
    }

    private AlertPolicy policy() {
        return new AlertPolicy(
                true, false, suppression(), risk(), block.texts(Setting.RESPOND.text()));
    }

    private @Nullable Suppression suppression() {
        Values suppress = block.map(Setting.SUPPRESS.text());
        if (suppress == null) {
            return null;
        }
        suppress.allowOnly(Set.of("for", "by"), "'suppress'");
        Duration span = suppress.duration("for");
        if (span == null) {
            error(
                    suppress.map().at(),
                    "a duration 'for' in 'suppress', but found none",
                    "write for example 'suppress: {for: 1h}'");
            return null;
        }
        return new Suppression(span, suppress.texts("by"));
    }

    private @Nullable Risk risk() {
        Values risk = block.map(Setting.RISK.text());
        if (risk == null) {
            return null;
        }
        risk.allowOnly(Set.of("score", "entities"), "'risk'");
        require(risk, "score", "score: 20");
        require(risk, "entities", "entities: [user.name]");
        BigDecimal score = positive(risk, "score");
        List<String> entities = risk.texts("entities");
        return score == null || entities.isEmpty() ? null : new Risk(score.doubleValue(), entities);
    }

    private void require(Values values, String key, String example) {
        if (!values.map().has(key)) {
            error(
                    values.map().at(),
                    "'" + key + "' in 'risk', but found none",
                    "add for example '" + example + "'");
        }
    }

    private @Nullable Boolean warm() {
        String key = Setting.WARM.text();
        return block.map().has(key) ? block.flag(key) : null;
    }

    private Yaml.@Nullable Scalar expect() {
        return block.text(Setting.EXPECT.text()) != null
                        && block.map().get(Setting.EXPECT.text()) instanceof Yaml.Scalar scalar
                ? scalar
                : null;
    }

    private @Nullable Double speed() {
        BigDecimal speed = positive(block, Setting.SPEED.text());
        return speed == null ? null : speed.doubleValue();
    }

    /** A number above 0; null when there is none, or another. */
    private @Nullable BigDecimal positive(Values values, String key) {
        BigDecimal number = values.number(key);
        Yaml value = values.map().get(key);
        if (number == null || value == null) {
            return null;
        }
        if (number.signum() <= 0) {
            error(
                    value.at(),
                    "a number above 0 in '" + key + "', but found " + value.what(),
                    "raise it");
            return null;
        }
        return number;
    }

    private @Nullable Duration positiveDuration(Setting setting) {
        Duration duration = block.duration(setting.text());
        Yaml value = block.map().get(setting.text());
        if (duration != null && value != null && duration.isZero()) {
            error(
                    value.at(),
                    "a duration above 0 in '" + setting.text() + "', but found " + value.what(),
                    "raise it, or remove it");
        }
        return duration;
    }

    private @Nullable ZoneId zone() {
        String text = block.text(Setting.TIMEZONE.text());
        Yaml value = block.map().get(Setting.TIMEZONE.text());
        if (text == null || value == null) {
            return null;
        }
        try {
            ZoneId zone = ZoneId.of(text);
            return zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
        } catch (DateTimeException _) {
            error(
                    value.at(),
                    "a time zone such as Europe/Berlin or +02:00, but found " + value.what(),
                    "write a name of the tz database, or an offset");
            return null;
        }
    }

    private void error(Position at, String expected, String hint) {
        document.problems().error(at, "Expected " + expected, hint);
    }
}
