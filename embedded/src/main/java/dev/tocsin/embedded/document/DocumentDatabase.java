package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ObjectDataType;

/** A database whose indexes are used, also by filters that name more than their field. */
final class DocumentDatabase extends H2Database {
    private final MVStore file;

    private DocumentDatabase(String name, MVStore file, CursorRegistry cursors) {
        // The collections are opened by the constructor that follows.
        this.file = file;
        super(name, file, cursors);
    }

    static DocumentDatabase open(String name, MVStore file, CursorRegistry cursors) {
        return new DocumentDatabase(name, file, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(
            String name, CollectionOptions options) {
        MVMap<String, Object> about = file.openMap("meta." + getFullCollectionNamespace(name));
        return new DocumentCollection(this, name, options, documents(name), about, cursorRegistry);
    }

    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        UniqueIndex index = new UniqueIndex(name, keys, sparse);
        index.load(documents(collection));
        return index;
    }

    @Override
    protected Index<Object> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new FieldIndex(name, keys);
    }

    private MVMap<Object, Document> documents(String collection) {
        return file.openMap(
                "databases." + getFullCollectionNamespace(collection),
                new MVMap.Builder<Object, Document>()
                        .keyType(new ObjectDataType())
                        .valueType(new DocumentType()));
    }
}
