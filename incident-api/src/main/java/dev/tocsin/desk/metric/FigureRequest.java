package dev.tocsin.desk.metric;

import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.incident.Milestone;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which figures are wanted.
 *
 * @param fromMs alerts that came and incidents that were opened at or after this
 * @param toMs and before this
 * @param by what they are told by as well; null for nothing
 * @param alerts the measures of alerts
 * @param incidents the measures of incidents
 */
record FigureRequest(
        long fromMs, long toMs, @Nullable By by, List<Measure> alerts, List<Measure> incidents) {
    private static final Set<String> PARAMETERS = Set.of("from", "to", "by", "start", "end");
    private static final Duration USUAL = Duration.ofDays(30);
    private static final List<String> ALERT =
            List.of("started", "received", "acknowledged", "qualified", "resolved");
    private static final List<String> INCIDENT =
            Stream.concat(Stream.of(Measure.OPENING), Texts.all(Milestone.class).stream()).toList();

    static FigureRequest of(Context ctx, long nowMs) {
        QueryParams params = new QueryParams(ctx, PARAMETERS);
        Long to = params.time("to");
        Long from = params.time("from");
        List<String> by = params.names("by", By.class);
        String start = params.one("start");
        String end = params.one("end");
        check(params, start, end);
        long until = to == null ? nowMs : to;
        long since = from == null ? until - USUAL.toMillis() : from;
        if (since > until) {
            params.fault("from", "Expected a time not after " + Texts.time(until));
        }
        params.check();
        return new FigureRequest(
                since,
                until,
                by.isEmpty() ? null : Texts.constant(By.class, by.getFirst()),
                with(Measure.OF_ALERTS, ALERT, start, end),
                with(Measure.OF_INCIDENTS, INCIDENT, start, end));
    }

    private static void check(QueryParams params, @Nullable String start, @Nullable String end) {
        if ((start == null) != (end == null)) {
            params.fault(
                    start == null ? "start" : "end",
                    "Expected start and end together, but found one of them");
        } else if (start != null
                && end != null
                && !(ALERT.containsAll(List.of(start, end))
                        || INCIDENT.containsAll(List.of(start, end)))) {
            params.fault(
                    "start",
                    "Expected two of "
                            + String.join(", ", ALERT)
                            + " for alerts, or of "
                            + String.join(", ", INCIDENT)
                            + " for incidents, but found "
                            + start
                            + " and "
                            + end);
        }
    }

    private static List<Measure> with(
            List<Measure> usual, List<String> known, @Nullable String start, @Nullable String end) {
        List<Measure> all = new ArrayList<>(usual);
        if (start != null && end != null && known.containsAll(List.of(start, end))) {
            all.add(new Measure(Measure.CHOSEN, start, end));
        }
        return all;
    }
}
