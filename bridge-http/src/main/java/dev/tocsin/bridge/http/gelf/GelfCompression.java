package dev.tocsin.bridge.http.gelf;

import dev.tocsin.bridge.decode.ContentDecoder;
import dev.tocsin.bridge.decode.Decoded;
import dev.tocsin.bridge.http.Items;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the compression of GELF itself, which no header names: senders that also speak UDP
 * compress the message, and its first bytes say how.
 */
final class GelfCompression {
    private static final int GZIP = 0x1f8b;
    private static final int ZLIB_METHOD = 0x78;

    private GelfCompression() {}

    /** What undoing gave. */
    sealed interface Undone {
        record Plain(byte[] bytes) implements Undone {}

        record Corrupt(String reason) implements Undone {}

        /** A limit of the items is reached. */
        record Refused() implements Undone {}
    }

    static Undone undo(byte[] body, int limit, Items items) {
        String encoding = encoding(body);
        if (encoding == null) {
            return new Undone.Plain(body);
        }
        if (!items.reserve(limit)) {
            return new Undone.Refused();
        }
        return switch (ContentDecoder.decode(body, encoding, limit)) {
            case Decoded.Plain(byte[] bytes) -> new Undone.Plain(bytes);
            case Decoded.Corrupt(String reason) -> new Undone.Corrupt(reason);
            case Decoded.Unsupported(String found) -> new Undone.Corrupt(found);
            case Decoded.TooLarge(int _) -> {
                items.reserve(limit + 1L);
                yield new Undone.Refused();
            }
        };
    }

    private static @Nullable String encoding(byte[] body) {
        int head = body.length < 2 ? 0 : (body[0] & 0xff) << 8 | (body[1] & 0xff);
        if (head == GZIP) {
            return "gzip";
        }
        return head >> 8 == ZLIB_METHOD && head % 31 == 0 ? "deflate" : null;
    }
}
