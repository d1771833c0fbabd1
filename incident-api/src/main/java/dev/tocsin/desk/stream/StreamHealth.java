package dev.tocsin.desk.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.store.Periodic;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells readers how the desk and what is behind it are: at the beginning, and when it changes. It
 * looks every few seconds.
 */
final class StreamHealth implements StreamState, AutoCloseable {
    /** How many alerts may wait to be stored before the reader of alerts is behind. */
    static final long BEHIND = 1_000;

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Map<String, BooleanSupplier> parts;
    private final LongSupplier lag;
    private final StreamHub hub;
    private final Periodic periodic;
    private volatile Health last = new Health(Map.of(), false, 0);

    /**
     * How everything is.
     *
     * @param works by part
     * @param behind whether many alerts wait to be stored
     * @param lag how many
     */
    private record Health(Map<String, Boolean> works, boolean behind, long lag) {
        boolean looksLike(Health other) {
            return works.equals(other.works) && behind == other.behind;
        }

        ObjectNode toJson() {
            boolean good = !behind && !works.containsValue(false);
            ObjectNode json = Json.object().put("status", good ? "ok" : "degraded");
            ObjectNode told = json.putObject("parts");
            works.forEach((name, is) -> told.put(name, is ? "ok" : "unavailable"));
            json.putObject("alerts").put("waiting", lag).put("behind", behind);
            return json;
        }
    }

    /**
     * @param parts what may work or not, by name; each answers within seconds
     * @param lag how many alerts wait to be stored
     */
    StreamHealth(Map<String, BooleanSupplier> parts, LongSupplier lag, StreamHub hub) {
        this.parts = Map.copyOf(parts);
        this.lag = lag;
        this.hub = hub;
        this.periodic = new Periodic("stream-health", Duration.ZERO, EVERY, this::look);
    }

    void start() {
        periodic.start();
    }

    /** Looks now. */
    void look() {
        Map<String, Boolean> works = new TreeMap<>();
        parts.forEach((name, part) -> works.put(name, part.getAsBoolean()));
        long waiting = lag.getAsLong();
        Health now = new Health(works, waiting > BEHIND, waiting);
        boolean changed = !now.looksLike(last);
        last = now;
        if (changed) {
            hub.tell(this::message);
        }
    }

    @Override
    public @Nullable StreamMessage now(Principal reader, StreamFilter filter) {
        return last.works().isEmpty() ? null : message();
    }

    @Override
    public void close() {
        periodic.close();
    }

    private StreamMessage message() {
        return StreamMessage.now("health", last.toJson(), Told.of(StreamType.HEALTH, null));
    }
}
