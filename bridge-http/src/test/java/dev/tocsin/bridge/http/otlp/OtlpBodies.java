package dev.tocsin.bridge.http.otlp;

import dev.tocsin.bridge.http.Items;
import org.jspecify.annotations.Nullable;

/** The cutters of this door, for tests of all of them. */
public final class OtlpBodies {
    private static final int MAX_EVENT = 1_000_000;

    private OtlpBodies() {}

    public static @Nullable String json(byte[] body, Items items) {
        return OtlpJson.cut(body, MAX_EVENT, items);
    }

    public static @Nullable String protobuf(byte[] body, Items items) {
        return OtlpProtobuf.cut(body, MAX_EVENT, items);
    }
}
