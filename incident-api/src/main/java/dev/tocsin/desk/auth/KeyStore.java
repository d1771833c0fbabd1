package dev.tocsin.desk.auth;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Once;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * API keys: shown once, stored as a hash, looked up at every use, so that a deleted one is dead.
 */
public final class KeyStore {
    /** The id of the key that comes from the settings. */
    public static final String BOOTSTRAP = "bootstrap";

    private static final long TOUCH_MS = Duration.ofMinutes(1).toMillis();
    private static final int MAX_KEYS = 1_000;

    private final DeskStore store;
    private final InstantSource clock;
    private final Ids ids;
    private final Secrets secrets = new Secrets();

    public KeyStore(DeskStore store, InstantSource clock, Ids ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /** A key that has just been made, with its secret. */
    public record Created(ApiKey key, String secret) {}

    /**
     * Makes a key, which is worth nothing until it is added.
     *
     * @param once the request that is done once; null for one without a key of its own
     */
    public Created make(
            @Nullable Once once,
            String name,
            Role role,
            @Nullable List<String> scopes,
            String by,
            @Nullable Long expiresAtMs) {
        String secret = "tocsin_" + secrets.next();
        String id = once == null ? ids.next() : once.id();
        ApiKey key = new ApiKey(id, name, role, scopes, clock.millis(), by, expiresAtMs, null);
        return new Created(key, secret);
    }

    /** Makes a key valid. */
    public void add(Created made) {
        store.keys().insertOne(document(made.key(), made.secret()));
    }

    /** Makes the administrator's key of the settings valid, and an earlier one of them invalid. */
    public void bootstrap(String secret) {
        ApiKey key =
                new ApiKey(
                        BOOTSTRAP,
                        "admin",
                        Role.ADMIN,
                        null,
                        clock.millis(),
                        "TOCSIN_API_KEY",
                        null,
                        null);
        store.keys()
                .replaceOne(
                        Filters.eq("_id", BOOTSTRAP),
                        document(key, secret),
                        new ReplaceOptions().upsert(true));
    }

    /** The valid key of a secret, or null. */
    public @Nullable ApiKey find(String secret) {
        return valid(store.keys().find(Filters.eq("hash", Secrets.hash(secret))).first());
    }

    /** The valid key of an id, or null. */
    public @Nullable ApiKey findById(String id) {
        return valid(store.keys().find(Filters.eq("_id", id)).first());
    }

    /** All keys, newest first. */
    public List<ApiKey> list() {
        List<ApiKey> keys = new ArrayList<>();
        for (Document document :
                store.keys().find().sort(Sorts.descending("created_at")).limit(MAX_KEYS)) {
            keys.add(ApiKey.from(document));
        }
        return keys;
    }

    /** Whether there is a key, valid or not. */
    public boolean isThere(String id) {
        return store.keys().find(Filters.eq("_id", id)).first() != null;
    }

    /** Deletes a key. */
    public void delete(String id) {
        store.keys().deleteOne(Filters.eq("_id", id));
    }

    private @Nullable ApiKey valid(@Nullable Document document) {
        if (document == null) {
            return null;
        }
        ApiKey key = ApiKey.from(document);
        if (!key.isValid(clock.millis())) {
            return null;
        }
        touch(key);
        return key;
    }

    /** Notes the use, at most once a minute. */
    private void touch(ApiKey key) {
        Long last = key.lastUsedAtMs();
        long now = clock.millis();
        if (last == null || now - last >= TOUCH_MS) {
            store.keys().updateOne(Filters.eq("_id", key.id()), Updates.max("last_used_at", now));
        }
    }

    private static Document document(ApiKey key, String secret) {
        return new Document("_id", key.id())
                .append("hash", Secrets.hash(secret))
                .append("name", key.name())
                .append("role", Texts.name(key.role()))
                .append("scopes", key.scopes())
                .append("created_at", key.createdAtMs())
                .append("created_by", key.createdBy())
                .append("expires_at", key.expiresAtMs())
                .append("last_used_at", key.lastUsedAtMs());
    }
}
