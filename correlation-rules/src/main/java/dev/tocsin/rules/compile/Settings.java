package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.Timing;
import dev.tocsin.rules.plan.TypeSettings;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.Expected;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.plan.TypeSettings.NewValueSettings;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The block {@code tocsin:} of a document as it is written: what is null takes its default, which
 * may depend on the type of the document.
 *
 * @param grace how much older than the group's clock an event may be
 * @param settle how long after its end a frame is judged
 * @param history how long the past counts
 * @param learn how long a group only learns
 * @param forget after how long a silence is no longer waited for
 * @param warm whether a new correlation reads what is left of the past
 * @param expect the name of a list of groups
 * @param speedKmh how fast one can travel
 * @param zone where parts of a time are read
 * @param policy what becomes of what is found; that it is an alert is not decided here
 * @param entries the settings that have an effect
 */
record Settings(
        @Nullable Duration grace,
        @Nullable Duration settle,
        @Nullable Duration history,
        @Nullable Duration learn,
        @Nullable Duration forget,
        @Nullable Boolean warm,
        Yaml.@Nullable Scalar expect,
        @Nullable Double speedKmh,
        @Nullable ZoneId zone,
        AlertPolicy policy,
        Map<Setting, Yaml.Entry> entries) {
    static final Duration GRACE = Duration.ofHours(1);
    static final Duration SETTLE = Duration.ofSeconds(60);
    static final Duration FORGET = Duration.ofDays(7);

    /** Up to this timespan a new correlation reads the past unless it says otherwise. */
    static final Duration WARM_UP_TO = Duration.ofHours(1);

    static final double SPEED_KMH = 1_000;

    private static final Settings DEFAULT =
            new Settings(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    AlertPolicy.ALERTS,
                    Map.of());

    /** Reads the block of a document. */
    static Settings read(Document document, Kind kind) {
        Values block = new Values(document.root(), document.problems()).map("tocsin");
        return block == null ? DEFAULT : new SettingsReader(document, block).read(kind);
    }

    /** The zone, or UTC. */
    ZoneId zoneOrUtc() {
        return zone == null ? ZoneOffset.UTC : zone;
    }

    /**
     * When a correlation listens and speaks.
     *
     * @param timespan its timespan; zero for none
     */
    Timing timing(Duration timespan) {
        boolean isShort = !timespan.isZero() && timespan.compareTo(WARM_UP_TO) <= 0;
        return new Timing(or(grace, GRACE), or(settle, SETTLE), warm == null ? isShort : warm);
    }

    /**
     * What only a correlation of that type has.
     *
     * @param expected the groups of the list {@link #expect}
     */
    TypeSettings ofType(Kind kind, @Nullable Expected expected) {
        return switch (kind) {
            case NEW_VALUE ->
                    new NewValueSettings(
                            or(history, Duration.ofDays(14)), or(learn, Duration.ofHours(24)));
            case ABSENCE -> new AbsenceSettings(or(forget, FORGET), expected);
            case GEO_VELOCITY -> new GeoSettings(speedKmh == null ? SPEED_KMH : speedKmh);
            case ANOMALY ->
                    new AnomalySettings(
                            or(history, Duration.ofDays(28)),
                            or(learn, Duration.ofDays(7)),
                            zoneOrUtc());
            case RULE,
                    FILTER,
                    EVENT_COUNT,
                    VALUE_COUNT,
                    VALUE_SUM,
                    VALUE_AVG,
                    VALUE_PERCENTILE,
                    VALUE_MEDIAN,
                    TEMPORAL,
                    TEMPORAL_ORDERED,
                    RISK ->
                    new TypeSettings.None();
        };
    }

    /** Where a setting stands; null when it does not, or has no effect there. */
    Yaml.@Nullable Entry entry(Setting setting) {
        return entries.get(setting);
    }

    private static Duration or(@Nullable Duration value, Duration otherwise) {
        return value == null ? otherwise : value;
    }
}
