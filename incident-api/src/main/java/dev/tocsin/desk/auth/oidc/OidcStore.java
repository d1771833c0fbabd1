package dev.tocsin.desk.auth.oidc;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.auth.Secrets;
import dev.tocsin.desk.auth.Session;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Insertion;
import dev.tocsin.token.TokenHash;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What all replicas must agree on: the key of the cookies, which log-ins are done, and by which
 * token each session was opened.
 */
final class OidcStore {
    private static final String KEY = "oidc-cookie-key";

    private final DeskStore store;
    private final InstantSource clock;
    private final Secrets secrets = new Secrets();
    private byte @Nullable [] key;

    OidcStore(DeskStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The key of the cookies, of 256 bits; the first replica that needs it makes it. */
    synchronized byte[] key() {
        if (key == null) {
            Document found =
                    store.counters()
                            .findOneAndUpdate(
                                    Filters.eq("_id", KEY),
                                    Updates.setOnInsert("key", secrets.next()),
                                    new FindOneAndUpdateOptions()
                                            .upsert(true)
                                            .returnDocument(ReturnDocument.AFTER));
            key = Base64.getUrlDecoder().decode(Objects.requireNonNull(found).getString("key"));
        }
        return key.clone();
    }

    /** Whether a log-in is done already. */
    boolean isUsed(LogInState login) {
        return used().find(Filters.eq("_id", TokenHash.of(login.state()))).first() != null;
    }

    /**
     * Marks a log-in as done.
     *
     * @return whether it was not, so that of two at a time one is let in
     */
    boolean use(LogInState login) {
        Document mark = expiring(TokenHash.of(login.state()), login.expiresAtMs());
        if (!Insertion.once(used(), mark)) {
            return false;
        }
        used().deleteMany(Filters.lt("expires", new BsonDateTime(clock.millis())));
        return true;
    }

    /** Keeps the ID token by which a session was opened: the log-out names it. */
    void keepToken(Session session, String idToken) {
        tokens().insertOne(
                        expiring(session.hash(), session.expiresAtMs()).append("token", idToken));
        tokens().deleteMany(Filters.lt("expires", new BsonDateTime(clock.millis())));
    }

    /** Takes the ID token of a session out; null when it was opened otherwise. */
    @Nullable String takeToken(Session session) {
        Document found = tokens().findOneAndDelete(Filters.eq("_id", session.hash()));
        return found == null ? null : found.getString("token");
    }

    private static Document expiring(String id, long expiresAtMs) {
        return new Document("_id", id).append("expires", new BsonDateTime(expiresAtMs));
    }

    private MongoCollection<Document> used() {
        return store.oidcLogIns();
    }

    private MongoCollection<Document> tokens() {
        return store.oidcTokens();
    }
}
