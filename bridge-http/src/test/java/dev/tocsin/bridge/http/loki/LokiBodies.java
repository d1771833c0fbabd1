package dev.tocsin.bridge.http.loki;

import dev.tocsin.bridge.http.Items;
import org.jspecify.annotations.Nullable;

/** The cutters of this door, for tests of all of them. */
public final class LokiBodies {
    private static final int MAX_EVENT = 1_000_000;

    private LokiBodies() {}

    public static @Nullable String json(byte[] body, Items items) {
        return LokiJson.cut(body, new LokiItems(items, MAX_EVENT, null));
    }

    public static @Nullable String protobuf(byte[] body, Items items) {
        return LokiProtobuf.cut(body, new LokiItems(items, MAX_EVENT, null));
    }
}
