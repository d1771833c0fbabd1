package dev.tocsin.desk.token;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.FieldChange;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.store.DeskStore;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of senders. Each change is one atomic write together with its entry in the outbox, from
 * where it comes to the bridges. A revoked token stays, so that its history can be read.
 */
public final class TokenStore {
    /** The most tokens that are not revoked. */
    static final int MAX_TOKENS = 10_000;

    private static final Bson GOOD = Filters.eq("revoked_at", null);

    private final DeskStore store;
    private final OutboxSignals signals;

    public TokenStore(DeskStore store, OutboxSignals signals) {
        this.store = store;
        this.signals = signals;
    }

    /** Stores a new token. */
    public void add(StoredToken made, Author author) {
        var token = made.token();
        String expires = token.expiresAt() == null ? null : token.expiresAt().toString();
        List<FieldChange> fields = new ArrayList<>();
        fields.add(FieldChange.of("source", null, token.source()));
        fields.add(FieldChange.of("pipeline", null, token.pipeline()));
        fields.add(
                FieldChange.of(
                        "protocols", List.of(), List.copyOf(new TreeSet<>(token.protocols()))));
        fields.add(FieldChange.of("expires_at", null, expires));
        fields.removeIf(field -> !field.isReal());
        Document document = made.toDocument();
        document.append(
                Outbox.FIELD,
                Outbox.of(
                        author.change(Kind.INGEST_TOKEN, token.id(), "created", 1, fields, null)));
        store.ingestTokens().insertOne(document);
        signals.wake(store.ingestTokens(), token.id());
    }

    /** How many are not revoked. */
    long count() {
        return store.ingestTokens().countDocuments(GOOD);
    }

    /** A token, also a revoked one, or null. */
    public @Nullable StoredToken find(String id) {
        Document found = store.ingestTokens().find(Filters.eq("_id", id)).first();
        return found == null ? null : StoredToken.from(found);
    }

    /** All that are not revoked, newest first. */
    public List<StoredToken> list() {
        List<StoredToken> tokens = new ArrayList<>();
        for (Document document :
                store.ingestTokens().find(GOOD).sort(Sorts.descending("_id")).limit(MAX_TOKENS)) {
            tokens.add(StoredToken.from(document));
        }
        return tokens;
    }

    /** Revokes a token; does nothing when it is revoked already. */
    public void revoke(String id, Author author) {
        String now = author.clock().instant().toString();
        Bson update =
                Updates.combine(
                        Updates.set("revoked_at", author.clock().millis()),
                        Updates.set("revoked_by", author.name()),
                        Outbox.push(
                                author.change(
                                        Kind.INGEST_TOKEN,
                                        id,
                                        "revoked",
                                        2,
                                        List.of(FieldChange.of("revoked_at", null, now)),
                                        null)));
        store.ingestTokens().updateOne(Filters.and(Filters.eq("_id", id), GOOD), update);
        signals.wake(store.ingestTokens(), id);
    }
}
