package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Level;
import dev.tocsin.rules.plan.AlertPolicy;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import dev.tocsin.rules.plan.Criterion;
import dev.tocsin.rules.plan.Metadata;
import dev.tocsin.rules.plan.Origin;
import dev.tocsin.rules.plan.Suppression;
import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.plan.Threshold;
import dev.tocsin.rules.plan.Timing;
import dev.tocsin.rules.plan.TypeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes correlation plans for tests. Times are in seconds. */
final class PlanBuilder {
    private final CorrelationType type;
    private String id = "c";
    private List<String> ruleIds = List.of("a");
    private List<String> groupBy = List.of("user.name");
    private Map<String, Map<String, String>> aliases = Map.of();
    private Duration timespan = Duration.ofMinutes(1);
    private Criterion criterion = Criterion.none();
    private @Nullable TypeSettings own;
    private Duration settle = Duration.ofSeconds(60);
    private AlertPolicy policy = AlertPolicy.ALERTS;
    private long inner;
    private List<String> fields = List.of();
    private Duration grace = Duration.ofHours(1);
    private Duration history = Duration.ZERO;
    private Duration learn = Duration.ZERO;
    private @Nullable Suppression suppress;
    private String fingerprint = "f1";

    private PlanBuilder(CorrelationType type) {
        this.type = type;
    }

    static PlanBuilder plan(CorrelationType type) {
        return new PlanBuilder(type);
    }

    PlanBuilder id(String value) {
        id = value;
        return this;
    }

    PlanBuilder rules(String... ids) {
        ruleIds = new ArrayList<>(List.of(ids));
        return this;
    }

    PlanBuilder groupBy(String... names) {
        groupBy = List.of(names);
        return this;
    }

    PlanBuilder aliases(Map<String, Map<String, String>> byAlias) {
        aliases = byAlias;
        return this;
    }

    PlanBuilder timespan(long seconds) {
        timespan = Duration.ofSeconds(seconds);
        return this;
    }

    PlanBuilder gte(double value) {
        return condition(Threshold.atLeast(value));
    }

    PlanBuilder condition(Threshold threshold) {
        criterion = Criterion.of(threshold, List.of());
        return this;
    }

    PlanBuilder condition(TemporalExpression expression) {
        criterion = Criterion.of(expression);
        return this;
    }

    PlanBuilder percentile(double percentile) {
        criterion = criterion.withPercentile(percentile);
        return this;
    }

    PlanBuilder settle(long seconds) {
        settle = Duration.ofSeconds(seconds);
        return this;
    }

    /** As one that others refer to. */
    PlanBuilder feeding() {
        policy = policy.feeding();
        return this;
    }

    /** The places of the list at which correlations stand. */
    PlanBuilder inner(long positions) {
        inner = positions;
        return this;
    }

    PlanBuilder fields(String... names) {
        fields = List.of(names);
        return this;
    }

    PlanBuilder grace(long seconds) {
        grace = Duration.ofSeconds(seconds);
        return this;
    }

    PlanBuilder remembers(long historySeconds, long learnSeconds) {
        history = Duration.ofSeconds(historySeconds);
        learn = Duration.ofSeconds(learnSeconds);
        timespan = Duration.ZERO;
        return this;
    }

    PlanBuilder suppress(long seconds, String... by) {
        suppress = new Suppression(Duration.ofSeconds(seconds), List.of(by));
        return this;
    }

    PlanBuilder settings(TypeSettings ofType) {
        own = ofType;
        return this;
    }

    PlanBuilder fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    CorrelationPlan build() {
        AlertRule rule =
                new AlertRule(
                        id,
                        type.text(),
                        "Title",
                        "",
                        Level.HIGH,
                        List.of(),
                        List.of(),
                        List.of(),
                        "");
        return new CorrelationPlan(
                id,
                rule,
                type,
                ruleIds,
                inner,
                groupBy,
                aliases,
                timespan,
                new Criterion(
                        criterion.threshold(),
                        criterion.expression(),
                        fields,
                        criterion.percentile()),
                new Timing(grace, settle, false),
                settings(),
                new AlertPolicy(true, policy.feeds(), suppress, null, List.of()),
                Metadata.NONE,
                new Origin("rules.yml", 1, 1),
                fingerprint);
    }

    private TypeSettings settings() {
        TypeSettings given = own;
        if (given != null) {
            return given;
        }
        return type == CorrelationType.NEW_VALUE
                ? new TypeSettings.NewValueSettings(history, learn)
                : new TypeSettings.None();
    }
}
