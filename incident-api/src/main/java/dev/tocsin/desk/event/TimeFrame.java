package dev.tocsin.desk.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.QueryParams;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.query.Times;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Between which times events are searched, in milliseconds since the epoch.
 *
 * @param from the first moment
 * @param end the first one after it
 */
record TimeFrame(long from, long end) {
    /** The parameters that this reads. */
    static final Set<String> PARAMETERS = Set.of("from", "to");

    /** How far it reaches back when nothing is said. */
    static final Duration USUAL = Duration.ofHours(24);

    TimeFrame {
        from = bounded(from);
        end = bounded(end);
    }

    /** Reads {@code from} and {@code to}; faults are told by {@link QueryParams#check}. */
    static TimeFrame of(QueryParams params, Instant now) {
        Times to = time(params, "to", now);
        long end = to == null ? now.toEpochMilli() + 1 : to.end();
        Times from = time(params, "from", now);
        TimeFrame frame = new TimeFrame(from == null ? end - USUAL.toMillis() : from.from(), end);
        if (frame.from() >= frame.end()) {
            params.fault(
                    "from",
                    "Expected a time before "
                            + Texts.time(frame.end())
                            + ", but found "
                            + Texts.time(frame.from()));
        }
        return frame;
    }

    /** The frame that reaches as far before a moment as after it. */
    static TimeFrame around(long moment, Duration reach) {
        return new TimeFrame(moment - reach.toMillis(), moment + reach.toMillis() + 1);
    }

    /** The events in it. */
    ObjectNode query() {
        ObjectNode query = Json.object();
        query.putObject("range")
                .putObject("@timestamp")
                .put("gte", from)
                .put("lt", end)
                .put("format", "epoch_millis");
        return query;
    }

    /** Tells it: {@code to} is in it. */
    void tell(ObjectNode into) {
        into.put("from", Texts.time(from));
        into.put("to", Texts.time(end - 1));
    }

    private static @Nullable Times time(QueryParams params, String name, Instant now) {
        String text = params.one(name);
        Times times = text == null ? null : Times.parse(text, now);
        if (text != null && times == null) {
            params.fault(name, "Expected " + Times.EXPECTED + ", but found " + text);
        }
        return times;
    }

    private static long bounded(long time) {
        return Math.clamp(
                time, (long) ElasticRange.TIMES.least(), (long) ElasticRange.TIMES.greatest());
    }
}
