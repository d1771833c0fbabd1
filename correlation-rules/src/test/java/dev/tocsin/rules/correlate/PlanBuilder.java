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
    private List<String> ruleIds = List.of("a");
    private List<String> groupBy = List.of("user.name");
    private Map<String, Map<String, String>> aliases = Map.of();
    private Duration timespan = Duration.ofMinutes(1);
    private Threshold threshold = Threshold.none();
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
        threshold = Threshold.atLeast(value);
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

    PlanBuilder fingerprint(String value) {
        fingerprint = value;
        return this;
    }

    CorrelationPlan build() {
        AlertRule rule =
                new AlertRule(
                        "c",
                        type.text(),
                        "Title",
                        "",
                        Level.HIGH,
                        List.of(),
                        List.of(),
                        List.of(),
                        "");
        TypeSettings settings =
                type == CorrelationType.NEW_VALUE
                        ? new TypeSettings.NewValueSettings(history, learn)
                        : new TypeSettings.None();
        return new CorrelationPlan(
                "c",
                rule,
                type,
                ruleIds,
                0,
                groupBy,
                aliases,
                timespan,
                Criterion.of(threshold, fields),
                new Timing(grace, Duration.ofSeconds(60), false),
                settings,
                new AlertPolicy(true, suppress, null, List.of()),
                Metadata.NONE,
                new Origin("rules.yml", 1, 1),
                fingerprint);
    }
}
