package dev.tocsin.rules.correlate;

import dev.tocsin.rules.correlate.EpisodeResult.OuterGroup;
import java.util.List;

/**
 * What the correlations above have heard of an episode.
 *
 * @param key names the episode towards them for as long as it lives; empty if they never heard of
 *     it
 * @param digest of the result; empty for none
 * @param groups the groups that heard it
 */
record Fed(String key, String digest, List<OuterGroup> groups) {
    static final Fed NOTHING = new Fed("", "", List.of());

    Fed {
        groups = List.copyOf(groups);
    }

    /** After it was taken back. */
    Fed withdrawn() {
        return new Fed(key, "", List.of());
    }
}
