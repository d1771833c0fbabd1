package dev.tocsin.embedded;

import de.bwaldvogel.mongo.MongoServer;
import dev.tocsin.embedded.document.DocumentBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document store inside this JVM that speaks MongoDB's wire protocol, on the loopback address,
 * with its data in one file. A stand-in for MongoDB on a machine that has none. It has no sessions,
 * transactions or change streams. A write is handed to the operating system before it is answered,
 * so that a killed process loses nothing that was acknowledged.
 */
public final class EmbeddedDocumentStore implements AutoCloseable {
    private static final String DATABASE = "tocsin";

    private final MongoServer server;
    private final int port;

    private EmbeddedDocumentStore(MongoServer server, int port) {
        this.server = server;
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
        MongoServer server =
                new MongoServer(DocumentBackend.open(directory.resolve("documents.mv")));
        server.bind("127.0.0.1", port);
        return new EmbeddedDocumentStore(server, port);
    }

    /** For the driver, with the database {@code tocsin}. */
    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/" + DATABASE;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
