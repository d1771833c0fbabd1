package dev.tocsin.desk.auth;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, known to every replica. Stored under the hash of the cookie, so that who reads the
 * store cannot take one over. One ends when it is not used for a while, and after its lifetime.
 */
public final class SessionStore {
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final int MAX_LISTED = 200;
    private static final String SUBJECT = "subject";

    private final DeskStore store;
    private final InstantSource clock;
    private final Ids ids;
    private final Duration idle;
    private final Duration lifetime;
    private final Secrets secrets = new Secrets();

    /**
     * @param idle after how long without a request one ends
     * @param lifetime after how long one ends in any case
     */
    public SessionStore(
            DeskStore store, InstantSource clock, Ids ids, Duration idle, Duration lifetime) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
        this.idle = idle;
        this.lifetime = lifetime;
    }

    /** A session that has just been opened, with the value of its cookie. */
    public record Opened(Session session, String token) {}

    /** Opens a session. */
    public Opened open(Identity who, long stamp, Session.From from) {
        String token = secrets.next();
        long now = clock.millis();
        Session session =
                new Session(
                        Secrets.hash(token),
                        ids.next(),
                        who,
                        stamp,
                        from,
                        now,
                        now,
                        now + lifetime.toMillis());
        store.sessions()
                .insertOne(
                        session.toDocument()
                                .append("expires", new BsonDateTime(session.expiresAtMs())));
        // A store without expiring indexes keeps them otherwise.
        store.sessions().deleteMany(Filters.lt("expires_at", now));
        return new Opened(session, token);
    }

    /** The session of a cookie, which counts as used now; null when there is none any more. */
    @Nullable Session use(String token) {
        Session session = peek(Secrets.hash(token));
        if (session != null && clock.millis() - session.usedAtMs() >= TOUCH.toMillis()) {
            store.sessions()
                    .updateOne(
                            Filters.eq("_id", session.hash()),
                            Updates.max("used_at", clock.millis()));
        }
        return session;
    }

    /** The session of a hash; looking at it does not count as using it. */
    @Nullable Session peek(String hash) {
        Document found = store.sessions().find(Filters.eq("_id", hash)).first();
        Session session = found == null ? null : Session.from(found);
        return session == null || isOver(session) ? null : session;
    }

    /** The sessions of somebody, newest first. */
    List<Session> of(String subject) {
        List<Session> sessions = new ArrayList<>();
        for (Document document :
                store.sessions()
                        .find(Filters.eq(SUBJECT, subject))
                        .sort(Sorts.descending("id"))
                        .limit(MAX_LISTED)) {
            Session session = Session.from(document);
            if (session != null && !isOver(session)) {
                sessions.add(session);
            }
        }
        return sessions;
    }

    /** Ends the session of a cookie. */
    void close(String token) {
        end(Secrets.hash(token));
    }

    /** Ends the session of a hash. */
    public void end(String hash) {
        store.sessions().deleteOne(Filters.eq("_id", hash));
    }

    /**
     * Ends one session of somebody.
     *
     * @return whether it was there
     */
    boolean close(String subject, String id) {
        Bson one = Filters.and(Filters.eq(SUBJECT, subject), Filters.eq("id", id));
        return store.sessions().deleteOne(one).getDeletedCount() > 0;
    }

    /** Ends all sessions of somebody, but the one of a hash; null for none to be left out. */
    public void closeAll(String subject, @Nullable String butHash) {
        Bson all = Filters.eq(SUBJECT, subject);
        store.sessions()
                .deleteMany(butHash == null ? all : Filters.and(all, Filters.ne("_id", butHash)));
    }

    private boolean isOver(Session session) {
        long now = clock.millis();
        return now >= session.expiresAtMs() || now - session.usedAtMs() >= idle.toMillis();
    }
}
