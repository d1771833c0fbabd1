package dev.tocsin.desk.backup;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import dev.tocsin.desk.backup.Tally.Fate;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.Change;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.change.Outbox;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.store.Docs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Puts documents into one collection, and tells each one's fate. */
final class BatchWrite {
    /** Kinds that a topic must be told of: lists for the topology, tokens for the bridges. */
    private static final Map<String, Kind> FOLLOWED =
            Map.of("lists", Kind.LIST, "ingest_tokens", Kind.INGEST_TOKEN);

    private final MongoCollection<Document> collection;
    private final boolean replace;
    private final Tally tally;
    private final OutboxSignals outbox;

    BatchWrite(
            MongoCollection<Document> collection,
            boolean replace,
            Tally tally,
            OutboxSignals outbox) {
        this.collection = collection;
        this.replace = replace;
        this.tally = tally;
        this.outbox = outbox;
    }

    void write(List<Numbered> batch, Author by) {
        List<Document> documents = new ArrayList<>();
        for (Numbered each : batch) {
            documents.add(prepared(each.document(), by));
        }
        Map<Integer, BulkWriteError> errors = new HashMap<>();
        try {
            collection.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            e.getWriteErrors().forEach(error -> errors.put(error.getIndex(), error));
        }
        for (int i = 0; i < batch.size(); i++) {
            BulkWriteError error = errors.get(i);
            Fate fate =
                    error == null
                            ? Fate.ADDED
                            : collided(batch.get(i), documents.get(i), error.getMessage());
            tally.count(name(), fate);
            if ((fate == Fate.ADDED || fate == Fate.REPLACED) && FOLLOWED.containsKey(name())) {
                outbox.wake(collection, String.valueOf(documents.get(i).get("_id")));
            }
        }
    }

    private Fate collided(Numbered wanted, Document prepared, String why) {
        Document there = collection.find(Filters.eq("_id", wanted.document().get("_id"))).first();
        if (there == null) {
            tally.fault(wanted.line(), why);
            return Fate.REFUSED;
        }
        if (without(there).equals(without(wanted.document()))) {
            return Fate.UNCHANGED;
        }
        if (!replace) {
            return Fate.KEPT;
        }
        return replaced(wanted, prepared);
    }

    private Fate replaced(Numbered wanted, Document prepared) {
        try {
            collection.replaceOne(Filters.eq("_id", prepared.get("_id")), prepared);
            return Fate.REPLACED;
        } catch (MongoWriteException e) {
            tally.fault(wanted.line(), e.getMessage());
            return Fate.REFUSED;
        }
    }

    /** With a change of the import in its outbox, when others must hear of it. */
    private Document prepared(Document document, Author by) {
        Kind kind = FOLLOWED.get(name());
        if (kind == null) {
            return document;
        }
        Change change =
                by.change(
                        kind,
                        String.valueOf(document.get("_id")),
                        "imported",
                        version(document),
                        List.of(),
                        null);
        List<Document> outbox =
                new ArrayList<>(document.getList(Outbox.FIELD, Document.class, List.of()));
        outbox.addAll(Outbox.of(change));
        return new Document(document).append(Outbox.FIELD, outbox);
    }

    private static long version(Document document) {
        Long version = Docs.optionalNumber(document, "version");
        return version == null ? 1 : version;
    }

    private static Document without(Document document) {
        Document other = new Document(document);
        other.remove(Outbox.FIELD);
        return other;
    }

    private String name() {
        return collection.getNamespace().getCollectionName();
    }
}
