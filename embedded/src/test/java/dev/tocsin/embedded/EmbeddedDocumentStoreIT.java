package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDocumentStoreIT {
    @Test
    void keepsDocumentsAcrossARestart(@TempDir Path directory) throws Exception {
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            incidents(client).insertOne(new Document("_id", "1").append("title", "kept"));
        }

        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(incidents(client).find().first()).containsEntry("title", "kept");
        }
    }

    @Test
    void hasAnAcknowledgedWriteInItsFileBeforeItIsClosed(@TempDir Path directory) throws Exception {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            incidents(client).insertOne(new Document("_id", "1").append("title", "killed"));
            // What a killed process leaves behind is what the file holds at this moment.
            Files.copy(directory.resolve("documents.mv"), copy.resolve("documents.mv"));
        }

        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(copy, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            assertThat(incidents(client).find().first()).containsEntry("title", "killed");
        }
    }

    @Test
    void readsAndChangesAFileWithDocumentsThatWereWrittenAsSerializedObjects(
            @TempDir Path directory) throws Exception {
        MongoServer earlier =
                new MongoServer(new H2Backend(directory.resolve("documents.mv").toString()));
        earlier.bind("127.0.0.1", 0);
        try (MongoClient client =
                MongoClients.create("mongodb://127.0.0.1:" + earlier.getLocalAddress().getPort())) {
            incidents(client).insertOne(new Document("_id", "1").append("title", "early"));
            incidents(client).insertOne(new Document("_id", "2").append("title", "late"));
            incidents(client).createIndex(Indexes.ascending("title"));
        } finally {
            earlier.shutdownNow();
        }

        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            incidents(client).updateOne(Filters.eq("_id", "1"), Updates.set("title", "first"));
            assertThat(incidents(client).find(Filters.eq("title", "late")))
                    .extracting(found -> found.get("_id"))
                    .containsExactly("2");
            assertThat(incidents(client).find(Filters.eq("_id", "1")))
                    .extracting(found -> found.get("title"))
                    .containsExactly("first");
        }
    }

    private static MongoCollection<Document> incidents(MongoClient client) {
        return client.getDatabase("tocsin").getCollection("incidents");
    }
}
