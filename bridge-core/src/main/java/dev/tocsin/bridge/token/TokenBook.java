package dev.tocsin.bridge.token;

import dev.tocsin.token.IngestToken;
import dev.tocsin.token.TokenHash;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that are good, by their hash: a look-up takes the same time for any number of tokens,
 * and its time says nothing about a token, because it depends on the hash alone. Read by many
 * threads, written by one.
 */
public final class TokenBook {
    private final InstantSource clock;
    private volatile @Nullable Pages pages;

    public TokenBook(InstantSource clock) {
        this.clock = clock;
    }

    /** What is known of a token. */
    public TokenLookup find(String token) {
        Pages now = pages;
        if (now == null) {
            return new TokenLookup.NotLoaded();
        }
        IngestToken found = now.byHash.get(TokenHash.of(token));
        if (found == null) {
            return new TokenLookup.Unknown();
        }
        return found.isExpired(clock.instant())
                ? new TokenLookup.Expired(found)
                : new TokenLookup.Known(found);
    }

    /** Whether all tokens were read once. */
    public boolean isLoaded() {
        return pages != null;
    }

    /** How many tokens there are. */
    public int size() {
        Pages now = pages;
        return now == null ? 0 : now.byId.size();
    }

    /** Puts these in the place of what was known before. */
    void replace(Pages read) {
        pages = read;
    }

    /** Tokens by id and by hash. */
    static final class Pages {
        private final Map<String, IngestToken> byId = new ConcurrentHashMap<>();
        private final Map<String, IngestToken> byHash = new ConcurrentHashMap<>();

        void put(String id, IngestToken token) {
            remove(id);
            byId.put(id, token);
            byHash.put(token.hash(), token);
        }

        void remove(String id) {
            IngestToken old = byId.remove(id);
            if (old != null) {
                byHash.remove(old.hash(), old);
            }
        }
    }
}
