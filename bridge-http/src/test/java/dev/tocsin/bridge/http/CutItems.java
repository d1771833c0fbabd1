package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.bridge.BatchItem;
import dev.tocsin.bridge.ByteBudget;
import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a cutter made of a body in tests.
 *
 * @param defect of the body as a whole
 */
public record CutItems(
        List<BatchItem> items, @Nullable String defect, Items.@Nullable Limit reached) {
    /** The limits: those that the bridge has by itself. */
    public static final GatewayConfig CONFIG = GatewayConfig.from(Map.of());

    /** Cuts with the limits that the bridge has by itself, and checks what they hold. */
    public static CutItems of(byte[] body, Delivery.Cutter cutter) {
        return of(body, CONFIG, cutter);
    }

    /** Cuts with other limits. */
    public static CutItems of(byte[] body, GatewayConfig config, Delivery.Cutter cutter) {
        ByteBudget budget = new ByteBudget(config.inFlightBytes());
        CutItems cut;
        try (Items items = new Items(budget, config)) {
            String defect = cutter.cut(body, items);
            cut = new CutItems(List.copyOf(items.list()), defect, items.reached());
        }
        if (budget.taken() != 0) {
            throw new AssertionError("Expected all memory back, but " + budget.taken());
        }
        return cut;
    }

    /** The events, as text. */
    public List<String> events() {
        return items.stream()
                .filter(item -> item.defect() == null)
                .map(item -> new String(item.bytes(), UTF_8))
                .toList();
    }

    /** The events, read. */
    public List<JsonNode> parsed() {
        return items.stream().filter(item -> item.defect() == null).map(CutItems::parse).toList();
    }

    private static JsonNode parse(BatchItem item) {
        try {
            return Json.parse(item.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an event to be JSON", e);
        }
    }

    /** Why items are malformed. */
    public List<String> defects() {
        return items.stream()
                .filter(item -> item.defect() != null)
                .map(item -> "" + item.defect())
                .toList();
    }
}
