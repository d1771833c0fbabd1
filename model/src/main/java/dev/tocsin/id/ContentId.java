package dev.tocsin.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * An id that is a function of its parts: the first 128 bits of SHA-256 over the parts, each
 * preceded by its length, in 32 lower-case hexadecimal digits.
 */
public final class ContentId {
    private static final int BYTES = 16;

    private ContentId() {}

    /** The id of the parts, in their order. */
    public static String of(String... parts) {
        MessageDigest digest = Sha256.digest();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
