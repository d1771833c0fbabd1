package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.JsonPath;
import dev.tocsin.topology.enrich.InternalNetworks.End;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an event the way its traffic goes, places and networks of its addresses, facts about its
 * hosts and users, and the names of the lists that watch one of its values ({@code tocsin.watch}).
 * A failure is a problem of the event, never its end.
 */
public final class Enricher implements Enrichment {
    /** An end of what happened: its address, and what addresses are given. */
    private record Side(JsonPath ip, JsonPath geo, JsonPath as, JsonPath asset) {
        static Side of(String name) {
            return new Side(
                    JsonPath.of(name + ".ip"),
                    JsonPath.of(name + ".geo"),
                    JsonPath.of(name + ".as"),
                    JsonPath.of(name + ".asset"));
        }
    }

    private static final Side SOURCE = Side.of("source");
    private static final Side DESTINATION = Side.of("destination");
    private static final Side CLIENT = Side.of("client");
    private static final Side SERVER = Side.of("server");

    private static final JsonPath HOST_IP = JsonPath.of("host.ip");
    private static final JsonPath HOST_NAME = JsonPath.of("host.name");
    private static final JsonPath HOST_ASSET = JsonPath.of("host.asset");
    private static final JsonPath USER_NAME = JsonPath.of("user.name");
    private static final JsonPath USER_ASSET = JsonPath.of("user.asset");

    /** Where the values stand that lists watch. */
    private static final List<JsonPath> WATCHED =
            Stream.of(
                            "related.ip",
                            "related.user",
                            "related.hosts",
                            "related.hash",
                            "url.domain",
                            "dns.question.name")
                    .map(JsonPath::of)
                    .toList();

    private final InternalNetworks internal;
    private final GeoLookup geo;
    private final Supplier<EntityLists> lists;

    /**
     * An enricher of everything.
     *
     * @param lists those in force, asked for every event
     */
    public Enricher(InternalNetworks internal, GeoLookup geo, Supplier<EntityLists> lists) {
        this.internal = internal;
        this.geo = geo;
        this.lists = lists;
    }

    @Override
    public void enrich(ObjectNode event) {
        try {
            add(event);
        } catch (RuntimeException e) {
            event.withObject("/tocsin")
                    .withArray("problems")
                    .add("Expected the event to be enriched, but that failed: " + e);
        }
    }

    private void add(ObjectNode event) {
        EntityLists now = lists.get();
        End source = side(event, SOURCE, now);
        End destination = side(event, DESTINATION, now);
        var _ = side(event, CLIENT, now);
        var _ = side(event, SERVER, now);
        InternalNetworks.describe(event, source, destination);
        if (!now.isEmpty()) {
            host(event, now);
            user(event, now);
            watch(event, now);
        }
    }

    private @Nullable End side(ObjectNode event, Side side, EntityLists lists) {
        String ip = side.ip.text(event);
        Bits address = Bits.address(ip);
        if (ip == null || address == null) {
            return null;
        }
        End end = internal.end(address);
        if (!end.inside()) {
            place(event, side, ip);
        }
        facts(event, side.asset, lists.asset(null, address));
        return end;
    }

    private void place(ObjectNode event, Side side, String ip) {
        if (side.geo.at(event) == null) {
            put(event, side.geo, geo.geo(ip));
        }
        if (side.as.at(event) == null) {
            put(event, side.as, geo.as(ip));
        }
    }

    private static void host(ObjectNode event, EntityLists lists) {
        JsonNode ip = HOST_IP.at(event);
        JsonNode first = ip != null && ip.isArray() ? ip.get(0) : ip;
        Bits address = first == null ? null : Bits.address(first.asText());
        facts(event, HOST_ASSET, lists.asset(HOST_NAME.text(event), address));
    }

    private static void user(ObjectNode event, EntityLists lists) {
        String name = USER_NAME.text(event);
        facts(event, USER_ASSET, name == null ? null : lists.identity(name));
    }

    private static void facts(ObjectNode event, JsonPath field, @Nullable ObjectNode facts) {
        if (facts != null && field.at(event) == null) {
            put(event, field, facts.deepCopy());
        }
    }

    private static void watch(ObjectNode event, EntityLists lists) {
        Set<String> names = new LinkedHashSet<>();
        for (JsonPath field : WATCHED) {
            JsonNode found = field.at(event);
            if (found != null && found.isArray()) {
                found.forEach(value -> watching(value, lists, names));
            } else if (found != null) {
                watching(found, lists, names);
            }
        }
        if (!names.isEmpty()) {
            ArrayNode watch = event.withObject("/tocsin").putArray("watch");
            names.forEach(watch::add);
        }
    }

    private static void watching(JsonNode value, EntityLists lists, Set<String> names) {
        if (value.isTextual()) {
            lists.watching(value.textValue(), Bits.address(value.textValue()), names);
        }
    }

    private static void put(ObjectNode event, JsonPath field, @Nullable ObjectNode value) {
        if (value != null) {
            field.set(event, value);
        }
    }
}
