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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
    private static final String SUBJECT = "subject";
    private static final String SID = "sid";

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
        return isUsed(login.state());
    }

    /** Whether what is shown once was shown already. */
    boolean isUsed(String once) {
        return used().find(Filters.eq("_id", TokenHash.of(once))).first() != null;
    }

    /**
     * Marks a log-in as done.
     *
     * @return whether it was not, so that of two at a time one is let in
     */
    boolean use(LogInState login) {
        return use(login.state(), login.expiresAtMs());
    }

    /** The same of anything that is shown once. */
    boolean use(String once, long expiresAtMs) {
        Document mark = expiring(TokenHash.of(once), expiresAtMs);
        if (!Insertion.once(used(), mark)) {
            return false;
        }
        used().deleteMany(Filters.lt("expires", new BsonDateTime(clock.millis())));
        return true;
    }

    /**
     * Keeps the ID token by which a session was opened: the log-out names it.
     *
     * @param sid what the provider calls its own session; null when it does not say
     */
    void keepToken(Session session, String idToken, @Nullable String sid) {
        tokens().insertOne(
                        expiring(session.hash(), session.expiresAtMs())
                                .append("token", idToken)
                                .append(SUBJECT, session.who().id())
                                .append(SID, sid));
        tokens().deleteMany(Filters.lt("expires", new BsonDateTime(clock.millis())));
    }

    /** Takes the ID token of a session out; null when it was opened otherwise. */
    @Nullable String takeToken(Session session) {
        Document found = tokens().findOneAndDelete(Filters.eq("_id", session.hash()));
        return found == null ? null : found.getString("token");
    }

    /**
     * The hashes of the sessions that were opened from a session of the provider.
     *
     * @param subject whose they must be, then those of an unknown session of the provider as well;
     *     null for anybody's
     */
    List<String> opened(@Nullable String subject, String sid) {
        List<String> hashes = new ArrayList<>();
        for (Document token :
                tokens().find(
                                subject == null
                                        ? Filters.eq(SID, sid)
                                        : Filters.eq(SUBJECT, subject))) {
            String of = token.getString(SID);
            if (of == null || of.equals(sid)) {
                hashes.add(token.getString("_id"));
            }
        }
        return hashes;
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
