package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tocsin.event.LogSource;
import dev.tocsin.event.TimeText;
import dev.tocsin.json.Json;
import dev.tocsin.json.JsonPath;
import dev.tocsin.rules.logsource.LogSourceRoutes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An ECS document in the making. Fields are set once: who comes first wins, and what does not fit
 * goes to {@code tocsin.unmapped} by its dotted name. Not thread-safe.
 */
final class Draft {
    private static final int MAX_PORT = 65_535;
    private static final String LOGIN_NAMES_END = "\\";

    private final IngestInfo info;
    private final LogSourceRoutes routes;
    private final Places places;
    private final ArrayNode pipeline = Json.MAPPER.createArrayNode();
    private final ArrayNode problems = Json.MAPPER.createArrayNode();
    private ObjectNode event = Json.object();

    /** Whether no name on the way to a field has dots, because each field was set here. */
    private boolean nested = true;

    private @Nullable Instant time;
    private @Nullable String ownId;
    private @Nullable String droppedBy;

    Draft(IngestInfo info, LogSourceRoutes routes, Places places) {
        this.info = info;
        this.routes = routes;
        this.places = places;
    }

    ObjectNode event() {
        return event;
    }

    IngestInfo info() {
        return info;
    }

    /** Begins with a document that already is ECS; the draft owns it from now on. */
    void startFrom(ObjectNode document) {
        event = document;
        nested = false;
    }

    /** The value at a field, or null. */
    @Nullable JsonNode at(String path) {
        JsonPath place = places.of(path);
        return nested ? place.within(event) : place.at(event);
    }

    /** The text of a scalar at a field, or null. */
    @Nullable String text(String path) {
        JsonNode found = at(path);
        return found == null || found.isNull() || found.isContainerNode() ? null : found.asText();
    }

    boolean has(String path) {
        return at(path) != null;
    }

    /** Takes a field away that turned out to be something else. */
    void remove(String path) {
        int dot = path.lastIndexOf('.');
        if (at(path.substring(0, dot)) instanceof ObjectNode parent) {
            parent.remove(path.substring(dot + 1));
        }
    }

    /** Sets a field, whatever was there before. */
    boolean set(String path, JsonNode value) {
        return places.of(path).set(event, value);
    }

    /** Sets a field that is not set yet. A null node, null or missing, sets nothing. */
    void put(String path, @Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return;
        }
        JsonPath place = places.of(path);
        boolean fits =
                nested
                        ? place.setIfAbsent(event, value)
                        : place.at(event) != null || place.set(event, value);
        if (!fits) {
            unmapped(path, value);
        }
    }

    void put(String path, @Nullable String value) {
        if (value != null) {
            put(path, TextNode.valueOf(value));
        }
    }

    void put(String path, long value) {
        put(
                path,
                value == (int) value
                        ? IntNode.valueOf((int) value)
                        : (JsonNode) LongNode.valueOf(value));
    }

    void putAll(String path, String... values) {
        if (!has(path)) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            for (String value : values) {
                array.add(value);
            }
            put(path, array);
        }
    }

    /** Sets an address field, if the text is an address. */
    boolean putIp(String path, @Nullable String text) {
        String ip = text == null ? null : Ip.canonical(text);
        put(path, ip);
        return ip != null;
    }

    /** Sets {@code <side>.ip}, or {@code <side>.address} when the text is no address. */
    void putEndpoint(String side, @Nullable String text) {
        if (text != null && !text.isEmpty() && !text.equals("-") && !putIp(side + ".ip", text)) {
            put(side + ".address", text);
        }
    }

    /** Sets a whole-number field from a number, digits, or {@code 0x} and hexadecimal digits. */
    boolean putNumber(String path, @Nullable JsonNode value) {
        Long number = value == null ? null : Numbers.whole(value);
        if (number == null || (path.endsWith(".port") && !isPort(number))) {
            return false;
        }
        put(path, (long) number);
        return true;
    }

    private static boolean isPort(long number) {
        return number >= 0 && number <= MAX_PORT;
    }

    /** Sets a date field from a date as {@link EventTime} reads it. */
    boolean putTime(String path, JsonNode value) {
        Instant read = EventTime.read(value, info.receivedAt(), info.zone());
        if (read != null) {
            put(path, TimeText.of(read.toEpochMilli()));
        }
        return read != null;
    }

    /** Sets {@code <at>.name} and, from {@code DOMAIN\name}, {@code <at>.domain}. */
    void putAccount(String at, @Nullable String account) {
        if (account == null || account.isEmpty() || account.equals("-")) {
            return;
        }
        int slash = account.indexOf(LOGIN_NAMES_END);
        if (slash > 0) {
            put(at + ".domain", account.substring(0, slash));
        }
        put(at + ".name", account.substring(slash + 1));
    }

    void tag(String tag) {
        if (Json.at(event, "tags") instanceof ArrayNode tags) {
            tags.add(tag);
        } else {
            event.putArray("tags").add(tag);
        }
    }

    void tagOnce(String tag) {
        if (Json.at(event, "tags") instanceof ArrayNode tags) {
            for (JsonNode known : tags) {
                if (known.asText().equals(tag)) {
                    return;
                }
            }
        }
        tag(tag);
    }

    /** Keeps a value whose type or place does not fit. */
    void unmapped(String path, JsonNode value) {
        event.withObject("/tocsin/unmapped").set(path, value);
    }

    void logSource(@Nullable String product, @Nullable String category, @Nullable String service) {
        if (!has(LogSource.FIELD)) {
            new LogSource(product, category, service).putInto(event);
        }
    }

    /** The log source that the fields so far say; it stands in the event if none did before. */
    LogSource route() {
        LogSource source = routes.route(event);
        if (!source.isEmpty()) {
            logSource(source.product(), source.category(), source.service());
        }
        return source;
    }

    /**
     * Takes the event's time from a value, if there is none yet.
     *
     * @return whether the value was a date
     */
    boolean time(@Nullable JsonNode value) {
        if (value == null || value.isNull() || time != null) {
            return value == null || value.isNull() || time != null;
        }
        time = EventTime.read(value, info.receivedAt(), info.zone());
        if (time == null) {
            problem(
                    "Expected a date, but found %s; the arrival time stands in"
                            .formatted(Texts.shortened(value.toString())));
        }
        return time != null;
    }

    /** As {@link #time(JsonNode)}, of a date that was read before. */
    void time(Instant read) {
        if (time == null && EventTime.isDate(read)) {
            time = read;
        } else if (time == null) {
            time(TextNode.valueOf(read.toString()));
        }
    }

    @Nullable Instant time() {
        return time;
    }

    /** Takes another time for the event; what is no date leaves the one that it has. */
    void retime(@Nullable JsonNode value) {
        time = value == null || value.isNull() ? time : null;
        time(value);
    }

    /** The event is not wanted, as that step of that pipeline says. */
    void drop(String by) {
        droppedBy = by;
    }

    @Nullable String droppedBy() {
        return droppedBy;
    }

    void ownId(@Nullable String id) {
        ownId = id;
    }

    @Nullable String ownId() {
        return ownId;
    }

    void step(String name) {
        pipeline.add(name);
    }

    void problem(String text) {
        problems.add(text);
    }

    ArrayNode pipeline() {
        return pipeline;
    }

    ArrayNode problems() {
        return problems;
    }
}
