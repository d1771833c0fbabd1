package dev.tocsin.desk.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list: after the item with this time and id. Opaque to callers.
 *
 * @param at milliseconds since the epoch
 * @param id settles ties
 */
public record Cursor(long at, String id) {

    /** The text to give to the caller. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + ":" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads {@link #text}; null when it is none. */
    public static @Nullable Cursor parse(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            return colon < 0
                    ? null
                    : new Cursor(
                            Long.parseLong(plain.substring(0, colon)), plain.substring(colon + 1));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
