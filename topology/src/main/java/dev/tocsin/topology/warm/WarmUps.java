package dev.tocsin.topology.warm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The store {@code warm-ups} of a task, in JSON: under {@code known} the correlations that it last
 * matched with, under {@code warm-up-} and a number what is left to be read again.
 */
final class WarmUps {
    private static final Bytes KNOWN = key("known");
    private static final String PREFIX = "warm-up-";

    private final KeyValueStore<Bytes, byte[]> store;

    WarmUps(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    static StoreBuilder<?> store(String name) {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
    }

    /** A write that leaves nothing. */
    void touch() {
        store.delete(key("nothing"));
    }

    /** Correlation id to fingerprint; null if this task never matched. */
    @Nullable Map<String, String> known() {
        byte[] bytes = store.get(KNOWN);
        return bytes == null ? null : texts(parse(bytes));
    }

    void know(Map<String, String> fingerprints) {
        store.put(KNOWN, Json.bytes(json(fingerprints)));
    }

    /** By number, the first one first. */
    NavigableMap<Integer, WarmUp> all() {
        TreeMap<Integer, WarmUp> all = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
            while (entries.hasNext()) {
                KeyValue<Bytes, byte[]> entry = entries.next();
                String name = new String(entry.key.get(), StandardCharsets.UTF_8);
                if (name.startsWith(PREFIX)) {
                    all.put(Integer.parseInt(name.substring(PREFIX.length())), warmUp(entry.value));
                }
            }
        }
        return all;
    }

    void put(int number, WarmUp warmUp) {
        ObjectNode json =
                Json.object()
                        .put("swap_ms", warmUp.swapMs())
                        .put("next", warmUp.next())
                        .put("end", warmUp.end());
        json.set("definitions", json(warmUp.definitions()));
        store.put(key(PREFIX + number), Json.bytes(json));
    }

    void remove(int number) {
        store.put(key(PREFIX + number), null);
    }

    private static WarmUp warmUp(byte[] bytes) {
        JsonNode json = parse(bytes);
        return new WarmUp(
                json.path("swap_ms").asLong(),
                json.path("next").asLong(),
                json.path("end").asLong(),
                texts(json.path("definitions")));
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (IOException e) {
            throw new IllegalStateException("Expected JSON in the store of warm-ups", e);
        }
    }

    private static ObjectNode json(Map<String, String> texts) {
        ObjectNode json = Json.object();
        texts.forEach(json::put);
        return json;
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.forEachEntry((name, value) -> texts.put(name, value.asText()));
        return texts;
    }

    private static Bytes key(String name) {
        return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
    }
}
