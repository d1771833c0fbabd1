package dev.tocsin.bridge.http;

import org.jspecify.annotations.Nullable;

/**
 * Who sends.
 *
 * @param source the name of the source
 * @param tokenId the token that was shown, by its name; null when none was
 */
record Sender(String source, @Nullable String tokenId) {
    /** Who sends without a token where that is allowed. */
    static final Sender LOCAL = new Sender("local", null);
}
