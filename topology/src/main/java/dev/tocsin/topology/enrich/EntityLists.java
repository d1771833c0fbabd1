package dev.tocsin.topology.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the published lists say of entities. A document of the lists topic says by its {@code kind}
 * what it is for besides placeholders of rules: {@code watch} lists values ({@code values}) whose
 * events shall be marked; {@code assets} and {@code identities} have an object of facts for each
 * host, address, network or user ({@code entries}). Names compare without case. Immutable.
 */
public final class EntityLists {
    /** The field of a list's document that says what it is for. */
    public static final String KIND = "kind";

    /** The most values of all lists together that are looked for. */
    public static final int MOST_VALUES = 2_000_000;

    /** The facts of an entity that events get; the others stay in the list. */
    private static final List<String> FACTS = List.of("id", "criticality", "owner", "site");

    private static final EntityLists NONE = of(Map.of());

    private final Map<String, List<String>> watched = new HashMap<>();
    private final Map<String, ObjectNode> assets = new HashMap<>();
    private final Map<String, ObjectNode> identities = new HashMap<>();
    private final NetworkMap<List<String>> watchedNetworks;
    private final NetworkMap<ObjectNode> assetNetworks;
    private final int left;

    private EntityLists(Map<String, JsonNode> documents) {
        Map<Bits, List<String>> networks = new HashMap<>();
        Map<Bits, ObjectNode> assetsOfNetworks = new HashMap<>();
        int values = 0;
        for (Map.Entry<String, JsonNode> one : new TreeMap<>(documents).entrySet()) {
            JsonNode document = one.getValue();
            values += document.path("values").size() + document.path("entries").size();
            if (values > MOST_VALUES) {
                continue;
            }
            switch (document.path(KIND).asText()) {
                case "watch" -> watch(one.getKey(), document.path("values"), networks);
                case "assets" -> entities(document, assets, assetsOfNetworks);
                case "identities" -> entities(document, identities, new HashMap<>());
                default -> {
                    // A list of placeholders alone.
                }
            }
        }
        this.left = Math.max(0, values - MOST_VALUES);
        this.watchedNetworks = new NetworkMap<>(networks);
        this.assetNetworks = new NetworkMap<>(assetsOfNetworks);
    }

    /** Lists that say nothing. */
    public static EntityLists none() {
        return NONE;
    }

    /**
     * Reads what lists say.
     *
     * @param documents of the lists topic, by the lists' names
     */
    public static EntityLists of(Map<String, JsonNode> documents) {
        return new EntityLists(documents);
    }

    /** How many values there are too many: the lists behind the limit are not looked at. */
    public int left() {
        return left;
    }

    boolean isEmpty() {
        return watched.isEmpty()
                && assets.isEmpty()
                && identities.isEmpty()
                && watchedNetworks.isEmpty()
                && assetNetworks.isEmpty();
    }

    private void watch(String name, JsonNode values, Map<Bits, List<String>> networks) {
        for (JsonNode value : values) {
            String text = value.isObject() ? value.path("value").asText() : value.asText();
            Bits network = Bits.network(text);
            if (network == null) {
                watched.computeIfAbsent(fold(text), _ -> new ArrayList<>(1)).add(name);
            } else {
                networks.computeIfAbsent(network, _ -> new ArrayList<>(1)).add(name);
            }
        }
    }

    private static void entities(
            JsonNode document, Map<String, ObjectNode> byName, Map<Bits, ObjectNode> byNetwork) {
        document.path("entries")
                .forEachEntry(
                        (name, said) -> {
                            ObjectNode facts = facts(said);
                            Bits network = Bits.network(name);
                            if (!facts.isEmpty() && network == null) {
                                byName.putIfAbsent(fold(name), facts);
                            } else if (!facts.isEmpty()) {
                                byNetwork.putIfAbsent(network, facts);
                            }
                        });
    }

    private static ObjectNode facts(JsonNode said) {
        ObjectNode facts = Json.object();
        for (String fact : FACTS) {
            JsonNode value = said.get(fact);
            if (value != null && value.isValueNode() && !value.isNull()) {
                facts.put(fact, value.asText());
            }
        }
        return facts;
    }

    /** Adds the names of the lists that watch a value. */
    void watching(String value, @Nullable Bits address, Collection<String> names) {
        List<String> lists = watched.get(fold(value));
        if (lists != null) {
            names.addAll(lists);
        }
        if (address != null) {
            watchedNetworks.each(address, names::addAll);
        }
    }

    /** The facts of a host by its name, or by its address; null if there are none. */
    @Nullable ObjectNode asset(@Nullable String name, @Nullable Bits address) {
        ObjectNode facts = name == null ? null : assets.get(fold(name));
        return facts == null && address != null ? assetNetworks.smallest(address) : facts;
    }

    @Nullable ObjectNode identity(String user) {
        return identities.get(fold(user));
    }

    private static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
