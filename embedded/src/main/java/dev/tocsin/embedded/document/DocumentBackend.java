package dev.tocsin.embedded.document;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/** Databases in one file. A write is in the file before it is answered. Thread-safe. */
public final class DocumentBackend extends H2Backend {
    private static final Set<String> WRITES =
            Set.of(
                    "insert",
                    "update",
                    "delete",
                    "findandmodify",
                    "createindexes",
                    "dropindexes",
                    "create",
                    "drop",
                    "dropdatabase");

    private static final int CACHE_MB = 64;

    /** Small, because every commit writes the whole page of each document that changed. */
    private static final int PAGE_BYTES = 4 * 1024;

    private final GroupCommit commit;

    private DocumentBackend(MVStore file) {
        super(file);
        commit = new GroupCommit(file::commit);
        version(ServerVersion.MONGO_5_0);
    }

    /**
     * Opens the databases of a file, which is made when it is not there.
     *
     * @throws org.h2.mvstore.MVStoreException when the file cannot be opened
     */
    public static DocumentBackend open(Path file) {
        return new DocumentBackend(
                new MVStore.Builder()
                        .fileName(file.toString())
                        .autoCommitDisabled()
                        .cacheSize(CACHE_MB)
                        .pageSplitSize(PAGE_BYTES)
                        .open());
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return DocumentDatabase.open(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        Document answer = super.handleMessage(message);
        String command = message.getDocument().keySet().iterator().next();
        if (WRITES.contains(command.toLowerCase(Locale.ROOT))) {
            commit.await();
        }
        BoundedCursor.bound(answer, getCursorRegistry());
        return answer;
    }
}
