package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.TypeSettings;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import dev.tocsin.rules.plan.TypeSettings.AnomalySettings;
import dev.tocsin.rules.plan.TypeSettings.Expected;
import dev.tocsin.rules.plan.TypeSettings.GeoSettings;
import dev.tocsin.rules.plan.TypeSettings.MatchSettings;
import dev.tocsin.rules.plan.TypeSettings.NewValueSettings;
import dev.tocsin.rules.plan.TypeSettings.RiskSettings;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Checks times of a correlation that make sense only together. */
final class TimeChecks {
    /** How many buckets of the past an anomaly keeps of a group. */
    static final int MAX_BUCKETS = 10_000;

    private static final Duration WEEK = Duration.ofDays(7);

    private final CorrelationDraft draft;

    private TimeChecks(CorrelationDraft draft) {
        this.draft = draft;
    }

    /** Adds what is wrong to the problems of the draft. */
    static void check(CorrelationDraft draft, Kind kind, @Nullable Expected expected) {
        if (draft.timespan().isZero()) {
            return;
        }
        TimeChecks checks = new TimeChecks(draft);
        switch (draft.settings().ofType(kind, expected)) {
            case AbsenceSettings own -> checks.absence(own);
            case AnomalySettings own -> checks.anomaly(own);
            case TypeSettings.None _,
                    MatchSettings _,
                    NewValueSettings _,
                    GeoSettings _,
                    RiskSettings _ -> {}
        }
    }

    private void absence(AbsenceSettings own) {
        if (own.forget().compareTo(draft.timespan()) <= 0) {
            error(
                    at(Setting.FORGET),
                    "'tocsin.forget' to be longer than the timespan, but found " + own.forget(),
                    "a group that is forgotten is not missed: write for example 'forget: 30d'");
        }
    }

    private void anomaly(AnomalySettings own) {
        long timespanMs = draft.timespan().toMillis();
        if (WEEK.toMillis() % timespanMs != 0) {
            error(
                    timespan(),
                    "a timespan that divides a week, but found " + draft.timespan(),
                    "hours of the week are compared: write for example 15m, 1h, 6h or 1d");
        }
        if (own.history().compareTo(WEEK) < 0) {
            error(
                    at(Setting.HISTORY),
                    "'tocsin.history' of at least a week, but found " + own.history(),
                    "a bucket is compared with those of the weeks before");
        }
        if (own.history().toMillis() / timespanMs > MAX_BUCKETS) {
            error(
                    timespan(),
                    "at most " + MAX_BUCKETS + " timespans in the history, but found more",
                    "write a longer timespan, or a shorter history");
        }
        if (draft.settings().timing(draft.timespan()).grace().compareTo(WEEK.minusDays(1)) > 0) {
            error(
                    at(Setting.GRACE),
                    "'tocsin.grace' of at most 6 days for anomaly, but found more",
                    "late events must not change what was usual a week ago");
        }
    }

    private Position timespan() {
        Yaml.Entry entry = draft.body().map().entry("timespan");
        return entry == null ? draft.at() : entry.value().at();
    }

    /** Where a setting stands, or, if it has its default, the type. */
    private Position at(Setting setting) {
        Yaml.Entry entry = draft.settings().entry(setting);
        return entry == null ? draft.at() : entry.value().at();
    }

    private void error(Position at, String expected, String hint) {
        draft.problems().error(at, "Expected " + expected, hint);
    }
}
