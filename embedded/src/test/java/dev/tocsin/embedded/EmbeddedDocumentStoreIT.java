package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
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

    private static MongoCollection<Document> incidents(MongoClient client) {
        return client.getDatabase("tocsin").getCollection("incidents");
    }
}
