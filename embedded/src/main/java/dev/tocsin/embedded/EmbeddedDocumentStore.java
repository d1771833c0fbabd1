package dev.tocsin.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.h2.mvstore.MVStore;

/**
 * A document store inside this JVM that speaks MongoDB's wire protocol, on the loopback address,
 * with its data in one file. A stand-in for MongoDB on a machine that has none. It has no sessions,
 * transactions or change streams. A write is handed to the operating system before it is answered,
 * so that a killed process loses nothing that was acknowledged.
 */
public final class EmbeddedDocumentStore implements AutoCloseable {
    private static final String DATABASE = "tocsin";

    private final MongoServer server;
    private final MVStore file;
    private final int port;

    private EmbeddedDocumentStore(MongoServer server, MVStore file, int port) {
        this.server = server;
        this.file = file;
        this.port = port;
    }

    /**
     * Starts the store.
     *
     * @param directory where the file {@code documents.mv} is
     * @param wantedPort 0 for any
     * @throws IOException when the directory cannot be written or the port is taken
     */
    public static EmbeddedDocumentStore start(Path directory, int wantedPort) throws IOException {
        Files.createDirectories(directory);
        int port = Ports.orFree(wantedPort);
        if (!Ports.isFree(port)) {
            throw new IOException(
                    "Expected port "
                            + port
                            + " for the document store to be free, but something listens there. Set TOCSIN_STORE_PORT to another one");
        }
        MVStore file =
                new MVStore.Builder()
                        .fileName(directory.resolve("documents.mv").toString())
                        .autoCommitDisabled()
                        .open();
        MongoServer server = new MongoServer(new DurableBackend(file));
        server.bind("127.0.0.1", port);
        return new EmbeddedDocumentStore(server, file, port);
    }

    /** For the driver, with the database {@code tocsin}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public void close() {
        server.shutdownNow();
        if (!file.isClosed()) {
            file.close();
        }
    }

    /** Commits the file before a write is answered. */
    private static final class DurableBackend extends H2Backend {
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

        DurableBackend(MVStore file) {
            super(file);
            version(ServerVersion.MONGO_5_0);
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            Document answer = super.handleMessage(message);
            String command = message.getDocument().keySet().iterator().next();
            if (WRITES.contains(command.toLowerCase(Locale.ROOT))) {
                getMvStore().commit();
            }
            return answer;
        }
    }
}
