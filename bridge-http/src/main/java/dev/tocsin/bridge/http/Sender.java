package dev.tocsin.bridge.http;

import dev.tocsin.token.IngestToken;
import org.jspecify.annotations.Nullable;

/**
 * Who sends.
 *
 * @param source the name of the source
 * @param tokenId the token that was shown, by its name; null when none was
 * @param pipeline the pipeline of what it sends where the endpoint names none; null for none
 */
public record Sender(String source, @Nullable String tokenId, @Nullable String pipeline) {
    /** Who sends without a token where that is allowed. */
    public static final Sender LOCAL = new Sender("local", null, null);

    /** Who sends with a token of the settings. */
    static Sender named(String source) {
        return new Sender(source, source, null);
    }

    /** Who sends with a token of the API. */
    static Sender of(IngestToken token) {
        return new Sender(token.source(), token.id(), token.pipeline());
    }

    /** The endpoint's pipeline, or its own. */
    public @Nullable String pipelineOr(@Nullable String endpoint) {
        return endpoint == null ? pipeline : endpoint;
    }
}
