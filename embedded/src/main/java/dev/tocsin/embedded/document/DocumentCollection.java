package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that finds its documents by any index whose field a filter names. What it gives out
 * are copies: a document in the file's cache never changes, so that a commit and a reader see it
 * whole while others write.
 */
final class DocumentCollection extends H2Collection {
    private final MVMap<Object, Document> documents;

    DocumentCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, Document> documents,
            MVMap<String, Object> about,
            CursorRegistry cursors) {
        this.documents = documents;
        super(database, name, options, documents, about, cursors);
    }

    @Override
    protected QueryResult queryDocuments(
            Document filter,
            @Nullable Document order,
            int skip,
            int limit,
            int batch,
            @Nullable Document projection) {
        Iterable<Object> positions = positions(filter);
        return positions == null
                ? super.queryDocuments(filter, order, skip, limit, batch, projection)
                : matchDocuments(filter, positions, order, skip, limit, batch, projection);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> found, int batch) {
        List<Document> copies = new ArrayList<>(found.size());
        for (Document document : found) {
            // Flat is enough: an update replaces members, and never changes one that is there.
            copies.add(new Document(document));
        }
        return super.createQueryResult(copies, batch);
    }

    /** Nobody asks for the size in bytes, which costs two more encodings of a document a write. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    /** Locked like the other reads: the indexes are not for many threads at once. */
    @Override
    public synchronized int count(Document filter, int skip, int limit) {
        return super.count(filter, skip, limit);
    }

    /** Where the documents are that may pass a filter; null when no index can say. */
    private @Nullable Iterable<Object> positions(Document filter) {
        Lookup best = null;
        Condition asked = null;
        for (Index<Object> index : getIndexes()) {
            Condition condition =
                    index instanceof Lookup lookup ? Condition.on(lookup.field(), filter) : null;
            if (condition != null
                    && (asked == null || rank(index, condition) < rank(best, asked))) {
                best = (Lookup) index;
                asked = condition;
            }
        }
        if (best == null || asked == null) {
            return null;
        }
        fill();
        return best.positions(asked);
    }

    /** The fewer documents are to be expected, the lower. */
    private static int rank(@Nullable Object index, Condition condition) {
        return (condition instanceof Condition.Among ? 0 : 2)
                + (index instanceof UniqueIndex ? 0 : 1);
    }

    /** Reads the documents once for all indexes that have not seen them. */
    private void fill() {
        List<FieldIndex> empty = new ArrayList<>();
        for (Index<Object> index : getIndexes()) {
            if (index instanceof FieldIndex field && !field.isFilled()) {
                empty.add(field);
            }
        }
        if (empty.isEmpty()) {
            return;
        }
        for (Map.Entry<Object, Document> entry : documents.entrySet()) {
            empty.forEach(index -> index.put(entry.getValue(), entry.getKey()));
        }
        empty.forEach(FieldIndex::fill);
    }
}
