package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.FrameKind;
import dev.tocsin.rules.plan.Risk;
import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.Expected;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.source.RuleFile;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Every type and setting in its plan. */
class CorrelationPlanTest {
    private static final String RULES =
            """
            {title: A, name: a, logsource: {product: p}, detection: {s: {x: 1}, condition: s}}
            ---
            {title: B, name: b, logsource: {product: p}, detection: {s: {x: 2}, condition: s}}
            ---
            {title: C, name: c, logsource: {product: p}, detection: {s: {x: 3}, condition: s}}
            ---
            """;
    private static final Map<String, List<String>> LISTS = Map.of("hosts", List.of("h1", "h2"));

    @ParameterizedTest
    @EnumSource(value = CorrelationType.class, names = "RISK", mode = Mode.EXCLUDE)
    void everyTypeHasAPlan(CorrelationType type) {
        String condition =
                switch (type) {
                    case EVENT_COUNT -> ", condition: {gte: 5}";
                    case VALUE_COUNT, VALUE_SUM, VALUE_AVG, VALUE_MEDIAN, VALUE_PERCENTILE ->
                            ", condition: {field: f, gte: 5}";
                    case NEW_VALUE -> ", condition: {field: f}";
                    case TEMPORAL, TEMPORAL_ORDERED, ABSENCE, GEO_VELOCITY, ANOMALY, RISK -> "";
                };
        String timespan =
                type == CorrelationType.NEW_VALUE || type == CorrelationType.GEO_VELOCITY
                        ? ""
                        : ", timespan: 5m";
        CorrelationPlan plan =
                compiled("{type: " + type.text() + ", rules: [a, b]" + timespan + condition + "}");

        assertThat(plan.type()).isEqualTo(type);
        assertThat(plan.alertRule().type()).isEqualTo(type.text());
        assertThat(plan.fingerprint()).isNotEmpty();
        assertThat(plan.frames() == FrameKind.NONE).isNotEqualTo(type.hasFrames());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event_count|{gte: 5}|TRAILING",
                "event_count|{gt: 1, gte: 5}|TRAILING",
                "event_count|{gte: 2, lt: 5}|CLOSING",
                "event_count|{lte: 5}|CLOSING",
                "event_count|{eq: 5}|CLOSING",
                "event_count|{neq: 5}|CLOSING",
                "value_avg|{field: f, gt: 5}|TRAILING",
                "value_sum|{field: f, lt: 5}|CLOSING",
                "temporal|{gte: 2}|TRAILING",
                "temporal|{eq: 1}|CLOSING",
                "temporal|a and (b or c)|TRAILING",
                "temporal|a and not (b or c)|CLOSING",
                "absence||NONE"
            })
    void conditionSaysWhichFramesItNeeds(String type, String condition, FrameKind frames) {
        String rules = type.equals("temporal") ? "[a, b, c]" : "a";
        CorrelationPlan plan =
                compiled(
                        "{type: %s, rules: %s, timespan: 5m%s}"
                                .formatted(
                                        type,
                                        rules,
                                        condition == null ? "" : ", condition: " + condition));

        assertThat(plan.frames()).isEqualTo(frames);
        assertThat(plan.settles()).isEqualTo(frames != FrameKind.TRAILING);
    }

    @Test
    void booleanConditionIsAnExpressionOverPositions() {
        CorrelationPlan plan =
                compiled(
                        "{type: temporal, rules: [a, b, c], timespan: 5m,"
                                + " condition: a and not (b or c)}");
        TemporalExpression expression = Objects.requireNonNull(plan.expression());

        assertThat(expression.holds(0b001)).isTrue();
        assertThat(expression.holds(0b011)).isFalse();
        assertThat(expression.holds(0b101)).isFalse();
        assertThat(expression.holds(0b000)).isFalse();
        assertThat(expression.negates()).isTrue();
        assertThat(plan.conditionText()).isEqualTo("a and not (b or c)");
        assertThat(plan.threshold().bounds()).isEmpty();
    }

    @Test
    void patternInABooleanConditionStandsForItsRules() {
        TemporalExpression expression =
                Objects.requireNonNull(
                        compiled(
                                        "{type: temporal, rules: [a, b, c], timespan: 5m,"
                                                + " condition: c or all of them}")
                                .expression());

        assertThat(expression)
                .isEqualTo(
                        new TemporalExpression.Or(
                                List.of(
                                        new TemporalExpression.Rule(2),
                                        new TemporalExpression.And(
                                                List.of(
                                                        new TemporalExpression.Rule(0),
                                                        new TemporalExpression.Rule(1),
                                                        new TemporalExpression.Rule(2))))));
        assertThat(expression.negates()).isFalse();
    }

    @Test
    void percentileIsTheMedianUnlessToldOtherwise() {
        String text =
                "{type: value_percentile, rules: a, timespan: 5m, condition: {field: f, gt: 1%s}}";

        assertThat(compiled(text.formatted("")).criterion().percentile()).isEqualTo(50);
        assertThat(compiled(text.formatted(", percentile: 99.5")).criterion().percentile())
                .isEqualTo(99.5);
    }

    @Test
    void absenceKnowsWhomToExpect() {
        String absence = "{type: absence, rules: a, timespan: 5m, group-by: host.name}";

        assertThat(compiled(absence).settings())
                .isEqualTo(new AbsenceSettings(Duration.ofDays(7), null));
        assertThat(compiled(absence, "{expect: hosts, forget: 1d}").settings())
                .isEqualTo(
                        new AbsenceSettings(
                                Duration.ofDays(1), new Expected("hosts", List.of("h1", "h2"))));
    }

    @Test
    void fingerprintDoesNotDependOnTheGroupsThatAreExpected() {
        String absence =
                RULES
                        + "title: T\ncorrelation: {type: absence, rules: a, timespan: 5m,"
                        + " group-by: host.name}\ntocsin: {expect: hosts}\n";
        Compiled before = file(LISTS, absence).sound();
        Compiled after = file(Map.of("hosts", List.of("h3")), absence).sound();

        assertThat(only(after).fingerprint()).isEqualTo(only(before).fingerprint());
        assertThat(after.rules().revision()).isNotEqualTo(before.rules().revision());
    }

    @Test
    void geoVelocityLooksAtThePlaceAndItsAccuracy() {
        assertThat(compiled("{type: geo_velocity, rules: a, group-by: user.name}").fields())
                .containsExactly("source.geo.location", "source.geo.accuracy_radius");
        CorrelationPlan own =
                compiled(
                        "{type: geo_velocity, rules: a, condition: {field: client.geo.point}}",
                        "{speed: 250}");
        assertThat(own.fields()).containsExactly("client.geo.point", "client.geo.accuracy_radius");
        assertThat(own.settings()).isEqualTo(new GeoSettings(250));
        assertThat(
                        compiled(
                                        "{type: geo_velocity, rules: a,"
                                                + " condition: {field: at, accuracy: within}}")
                                .fields())
                .containsExactly("at", "within");
    }

    @Test
    void anomalyHasABaselineAndADeviation() {
        CorrelationPlan count = compiled("{type: anomaly, rules: a, timespan: 1h}");
        assertThat(count.settings())
                .isEqualTo(
                        new AnomalySettings(
                                Duration.ofDays(28), Duration.ofDays(7), ZoneOffset.UTC));
        assertThat(count.threshold().text()).isEqualTo("gte 5");
        assertThat(count.fields()).isEmpty();

        CorrelationPlan sum =
                compiled(
                        "{type: anomaly, rules: a, timespan: 1h,"
                                + " condition: {field: bytes, gt: 3.5}}",
                        "{history: 14d, learn: 2d, timezone: Europe/Berlin}");
        assertThat(sum.settings())
                .isEqualTo(
                        new AnomalySettings(
                                Duration.ofDays(14),
                                Duration.ofDays(2),
                                ZoneId.of("Europe/Berlin")));
        assertThat(sum.threshold().text()).isEqualTo("gt 3.5");
        assertThat(sum.fields()).containsExactly("bytes");
    }

    @Test
    void shortTimespansAreWarmUnlessToldOtherwise() {
        String text = "{type: event_count, rules: a, timespan: %s, condition: {gte: 2}}";

        assertThat(compiled(text.formatted("1h")).timing().warm()).isTrue();
        assertThat(compiled(text.formatted("61m")).timing().warm()).isFalse();
        assertThat(anyway(text.formatted("5m"), "{warm: false}").timing().warm()).isFalse();
        assertThat(anyway(text.formatted("2h"), "{warm: true}").timing().warm()).isTrue();
        assertThat(compiled("{type: new_value, rules: a, condition: {field: f}}").timing().warm())
                .isFalse();
    }

    @Test
    void consequencesAreInThePlanAndNotInTheFingerprint() {
        String text = "{type: event_count, rules: a, timespan: 5m, condition: {gte: 2}}";
        CorrelationPlan plan =
                anyway(text, "{risk: {score: 20, entities: [user.name]}, respond: [block]}");

        assertThat(plan.policy().risk()).isEqualTo(new Risk(20, List.of("user.name")));
        assertThat(plan.policy().respond()).containsExactly("block");
        assertThat(anyway(text, "{respond: [block]}").fingerprint())
                .isEqualTo(compiled(text).fingerprint());
    }

    @Test
    void stateKeepsTheEntitiesOfRiskButNotItsScore() {
        String text = "{type: event_count, rules: a, timespan: 5m, condition: {gte: 2}}";
        CorrelationPlan plan = anyway(text, "{risk: {score: 20, entities: [user.name]}}");

        assertThat(plan.isInner()).isTrue();
        assertThat(plan.fingerprint()).isNotEqualTo(compiled(text).fingerprint());
        assertThat(anyway(text, "{risk: {score: 30, entities: [user.name]}}").fingerprint())
                .isEqualTo(plan.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "condition: {lt: 2}|condition: {lte: 2}",
                "timespan: 5m|timespan: 6m",
                "rules: a|rules: b",
                "rules: a|rules: [a, b]",
                "group-by: u|group-by: v",
                "grace: 1h|grace: 2h",
                "settle: 1m|settle: 2m"
            })
    void fingerprintCoversTheLogic(String one, String other) {
        String text =
                "title: T\ncorrelation: {type: event_count, rules: a, group-by: u, timespan: 5m,"
                        + " condition: {lt: 2}}\ntocsin: {grace: 1h, settle: 1m}\n";

        assertThat(fingerprint(text.replace(one, other))).isNotEqualTo(fingerprint(text));
    }

    @Test
    void planSaysEverything() {
        assertThat(
                        anyway(
                                        "{type: absence, rules: [a, b], timespan: 5m, group-by: host.name}",
                                        "{expect: hosts, settle: 30s, risk: {score: 2.5, entities: [host.name]},"
                                                + " respond: [page], warm: false}")
                                .describe())
                .isEqualTo(
                        """
                        absence t
                          rules: a, b
                          group by: host.name
                          timespan: PT5M
                          grace: PT1H
                          settle: PT30S
                          forget: PT168H
                          expect: the list hosts
                          risk: 2.5 for host.name
                          respond: page
                        """);
        assertThat(
                        compiled(
                                        "{type: value_percentile, rules: a, timespan: 2h,"
                                                + " condition: {field: f, percentile: 95, lt: 10}}")
                                .describe())
                .isEqualTo(
                        """
                        value_percentile t
                          rules: a
                          group by: (one group)
                          timespan: PT2H
                          values of: f
                          percentile: 95
                          condition: lt 10
                          frames: closing
                          grace: PT1H
                          settle: PT1M
                        """);
        assertThat(
                        compiled("{type: anomaly, rules: a, timespan: 1h}", "{warm: false}", true)
                                .describe())
                .isEqualTo(
                        """
                        anomaly t
                          rules: a
                          group by: (one group)
                          timespan: PT1H
                          condition: gte 5
                          grace: PT1H
                          settle: PT1M
                          history: PT672H, learning PT168H
                          hours of the week in: Z
                        """);
    }

    private static String fingerprint(String correlation) {
        return only(file(LISTS, RULES + correlation).sound()).fingerprint();
    }

    private static CorrelationPlan compiled(String correlation) {
        return compiled(correlation, "{}");
    }

    private static CorrelationPlan compiled(String correlation, String settings) {
        return compiled(correlation, settings, false);
    }

    /** With warnings of settings that nobody evaluates yet. */
    private static CorrelationPlan anyway(String correlation, String settings) {
        return compiled(correlation, settings, true);
    }

    private static CorrelationPlan compiled(String correlation, String settings, boolean anyway) {
        Compiled compiled =
                file(
                        LISTS,
                        RULES
                                + "title: T\nname: t\ncorrelation: "
                                + correlation
                                + "\ntocsin: "
                                + settings
                                + "\n");
        if (!anyway) {
            compiled.sound();
        }
        return only(compiled);
    }

    private static CorrelationPlan only(Compiled compiled) {
        assertThat(compiled.rules().correlations()).hasSize(1);
        return compiled.rules().correlations().iterator().next();
    }

    private static Compiled file(Map<String, List<String>> lists, String text) {
        return Compiled.files(lists, new RuleFile("test.yml", text));
    }
}
