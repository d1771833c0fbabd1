package dev.tocsin.bridge.http.loki;

import dev.tocsin.bridge.http.Items;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/** Undoes snappy's block format, whose first bytes say how long the rest will be. */
final class SnappyBlock {
    private SnappyBlock() {}

    /**
     * The decompressed bytes; null when the limits of the items forbid so many.
     *
     * @throws IOException when it is no such block
     */
    static byte @Nullable [] undo(byte[] block, Items items) throws IOException {
        int length = Snappy.uncompressedLength(block);
        if (!items.reserve(Integer.toUnsignedLong(length))) {
            return null;
        }
        byte[] plain = new byte[length];
        if (!Snappy.isValidCompressedBuffer(block)) {
            throw new IOException("bytes that are no snappy block");
        }
        Snappy.uncompress(block, 0, block.length, plain, 0);
        return plain;
    }
}
