package dev.tocsin.bridge.token;

import dev.tocsin.token.IngestToken;

/** What is known of a token that a sender showed. */
public sealed interface TokenLookup {
    /** It is good now. */
    record Known(IngestToken token) implements TokenLookup {}

    /** It was good until its time was over. */
    record Expired(IngestToken token) implements TokenLookup {}

    /** There is none such, or it was revoked. */
    record Unknown() implements TokenLookup {}

    /** The tokens were not read yet, so that nothing can be said. */
    record NotLoaded() implements TokenLookup {}
}
