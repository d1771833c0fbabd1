package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds to an event the way its traffic goes, places and networks of its addresses, facts about its
 * hosts and users, and the names of the lists that watch one of its values ({@code tocsin.watch}).
 * A failure is a problem of the event, never its end.
 */
public final class Enricher implements Enrichment {
    private static final List<String> SIDES = List.of("source", "destination", "client", "server");

    /** Where the values stand that lists watch. */
    private static final List<String> WATCHED =
            List.of(
                    "related.ip",
                    "related.user",
                    "related.hosts",
                    "related.hash",
                    "url.domain",
                    "dns.question.name");

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
        Bits source = null;
        Bits destination = null;
        for (String side : SIDES) {
            String ip = Json.text(event, side + ".ip");
            Bits address = Bits.address(ip);
            if (ip != null && address != null) {
                place(event, side, ip, address);
                facts(event, side, now.asset(null, address));
                source = side.equals("source") ? address : source;
                destination = side.equals("destination") ? address : destination;
            }
        }
        internal.describe(event, source, destination);
        if (!now.isEmpty()) {
            host(event, now);
            user(event, now);
            watch(event, now);
        }
    }

    private void place(ObjectNode event, String side, String ip, Bits address) {
        if (internal.contains(address)) {
            return;
        }
        if (Json.at(event, side + ".geo") == null) {
            put(event, side + ".geo", geo.geo(ip));
        }
        if (Json.at(event, side + ".as") == null) {
            put(event, side + ".as", geo.as(ip));
        }
    }

    private static void host(ObjectNode event, EntityLists lists) {
        JsonNode ip = Json.at(event, "host.ip");
        JsonNode first = ip != null && ip.isArray() ? ip.get(0) : ip;
        Bits address = first == null ? null : Bits.address(first.asText());
        facts(event, "host", lists.asset(Json.text(event, "host.name"), address));
    }

    private static void user(ObjectNode event, EntityLists lists) {
        String name = Json.text(event, "user.name");
        facts(event, "user", name == null ? null : lists.identity(name));
    }

    private static void facts(ObjectNode event, String of, @Nullable ObjectNode facts) {
        String field = of + ".asset";
        if (facts != null && Json.at(event, field) == null) {
            put(event, field, facts.deepCopy());
        }
    }

    private static void watch(ObjectNode event, EntityLists lists) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : WATCHED) {
            JsonNode found = Json.at(event, field);
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

    private static void put(ObjectNode event, String field, @Nullable ObjectNode value) {
        if (value != null) {
            Json.set(event, field, value);
        }
    }
}
