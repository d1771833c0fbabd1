package dev.tocsin.desk.auth;

import com.mongodb.client.model.Filters;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Docs;
import java.time.Duration;
import java.time.InstantSource;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Sessions of the console, known to every replica. Stored under the hash of the cookie. */
public final class SessionStore {
    /** How long a session lasts. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private final DeskStore store;
    private final InstantSource clock;
    private final Secrets secrets = new Secrets();

    public SessionStore(DeskStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Opens a session for a key; the result is the cookie's value. */
    public String open(String keyId) {
        String token = secrets.next();
        long expires = clock.millis() + LIFETIME.toMillis();
        store.sessions()
                .insertOne(
                        new Document("_id", Secrets.hash(token))
                                .append("key", keyId)
                                .append("expires_at", expires)
                                .append("expires", new BsonDateTime(expires)));
        // A store without expiring indexes keeps them otherwise.
        store.sessions().deleteMany(Filters.lt("expires_at", clock.millis()));
        return token;
    }

    /** The id of the key that opened the session, or null when there is no such session. */
    public @Nullable String keyOf(String token) {
        Document session = store.sessions().find(Filters.eq("_id", Secrets.hash(token))).first();
        if (session == null || Docs.number(session, "expires_at") <= clock.millis()) {
            return null;
        }
        return session.getString("key");
    }

    /** Ends a session. */
    public void close(String token) {
        store.sessions().deleteOne(Filters.eq("_id", Secrets.hash(token)));
    }
}
