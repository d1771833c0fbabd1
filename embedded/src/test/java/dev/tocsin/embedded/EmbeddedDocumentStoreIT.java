package dev.tocsin.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void givesMoreThanOneAnswerMayHoldInSeveral(@TempDir Path directory) throws Exception {
        String large = "x".repeat(1_000_000);
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            for (int i = 0; i < 60; i++) {
                incidents(client).insertOne(new Document("_id", i).append("title", large + i));
            }

            assertThat(incidents(client).countDocuments()).isEqualTo(60);
            assertThat(
                            incidents(client)
                                    .aggregate(List.of(Aggregates.sort(Sorts.ascending("_id")))))
                    .extracting(found -> found.get("_id"))
                    .containsExactlyElementsOf(IntStream.range(0, 60).boxed().toList());
            assertThat(
                            incidents(client)
                                    .updateMany(new Document(), Updates.set("seen", true))
                                    .getModifiedCount())
                    .isEqualTo(60);
            for (int batch : new int[] {0, 7, 1_000}) {
                List<String> ends = new ArrayList<>();
                for (Document found :
                        incidents(client).find().sort(Sorts.descending("_id")).batchSize(batch)) {
                    ends.add(found.getString("title").substring(large.length()));
                }
                assertThat(ends)
                        .isEqualTo(
                                IntStream.range(0, 60)
                                        .mapToObj(i -> Integer.toString(59 - i))
                                        .toList());
            }
            assertThat(incidents(client).deleteMany(new Document()).getDeletedCount())
                    .isEqualTo(60);
        }
    }

    private static MongoCollection<Document> incidents(MongoClient client) {
        return client.getDatabase("tocsin").getCollection("incidents");
    }
}
