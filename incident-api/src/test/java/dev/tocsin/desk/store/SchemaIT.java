package dev.tocsin.desk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaIT {
    private EmbeddedDocumentStore server;
    private MongoClient client;
    private MongoDatabase database;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        server = EmbeddedDocumentStore.start(directory, 0);
        client = MongoClients.create(server.uri());
        database = client.getDatabase("tocsin");
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void bringsAnOlderStoreToTheVersionOfTheCode() {
        version(1);
        database.getCollection("sessions").insertOne(new Document("_id", "of a key alone"));
        database.getCollection("sessions")
                .insertOne(new Document("_id", "2").append("subject", "a"));

        DeskStore.open(server.uri()).close();

        assertThat(version()).isEqualTo(Schema.VERSION);
        assertThat(database.getCollection("sessions").find())
                .extracting(session -> session.get("_id"))
                .containsExactly("2");
    }

    @Test
    void takesEvidenceOutOfTheIncidentsOfAnOlderStore() {
        version(2);
        Document piece =
                new Document("alert", "alert-1")
                        .append("id", "event-1")
                        .append("at", 1_000L)
                        .append("topic", "tocsin.events.raw.v1")
                        .append("partition", 3)
                        .append("offset", 77L);
        database.getCollection("incidents")
                .insertOne(incident("old").append("evidence", List.of(piece, other(piece))));
        database.getCollection("incidents")
                .insertOne(new Document("_id", "empty").append("evidence", List.of()));

        DeskStore.open(server.uri()).close();

        assertThat(database.getCollection("evidence").find())
                .extracting(
                        one -> one.get("subject"),
                        one -> one.get("alert"),
                        one -> one.get("event"),
                        one -> one.get("offset"),
                        one -> one.get("state"))
                .containsExactlyInAnyOrder(
                        tuple("old", "alert-1", "event-1", 77L, "pending"),
                        tuple("old", "alert-1", "event-2", 77L, "pending"));
        assertThat(database.getCollection("evidence").find(Filters.eq("event", "event-1")).first())
                .containsEntry("_id", Ids.of(5_000, 0, "old", "alert-1", "event-1"));
        assertThat(database.getCollection("incidents").find())
                .noneMatch(incident -> incident.containsKey("evidence"));
    }

    @Test
    void takesEvidenceOutOnceWhenItWasKilledInBetween() {
        version(2);
        Document piece =
                new Document("alert", "alert-1")
                        .append("id", "event-1")
                        .append("at", 1_000L)
                        .append("topic", "tocsin.events.raw.v1")
                        .append("partition", 3)
                        .append("offset", 77L);
        Document old = incident("old").append("evidence", List.of(piece));
        database.getCollection("incidents").insertOne(old);
        DeskStore.open(server.uri()).close();
        database.getCollection("evidence").updateOne(new Document(), Updates.set("deleted", true));
        database.getCollection("incidents").replaceOne(Filters.eq("_id", "old"), old);
        version(2);

        DeskStore.open(server.uri()).close();

        assertThat(database.getCollection("evidence").find())
                .singleElement()
                .satisfies(one -> assertThat(one).containsEntry("deleted", true));
    }

    private static Document other(Document piece) {
        return new Document(piece).append("id", "event-2");
    }

    @Test
    void refusesAStoreOfANewerVersionAndLeavesItAsItIs() {
        version(Schema.VERSION + 1);

        assertThatThrownBy(() -> DeskStore.open(server.uri()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("but found " + (Schema.VERSION + 1));
        assertThat(version()).isEqualTo(Schema.VERSION + 1);
    }

    @Test
    void writesToTheJournalsOfAMajorityWhateverTheAddressSays() {
        try (DeskStore store = DeskStore.open(server.uri() + "?w=1&journal=false")) {
            assertThat(store.incidents().getWriteConcern())
                    .isEqualTo(WriteConcern.MAJORITY.withJournal(true));
        }
    }

    @Test
    void makesAnIndexAnewThatAnEarlierVersionWantedOtherwise() {
        database.getCollection("incidents").createIndex(Indexes.ascending("idempotency"));

        DeskStore.open(server.uri()).close();

        database.getCollection("incidents").insertOne(incident("1"));
        assertThatThrownBy(() -> database.getCollection("incidents").insertOne(incident("2")))
                .isInstanceOf(MongoWriteException.class);
    }

    @Test
    void takesEachStepOnceWhenReplicasStartTogether() throws Exception {
        version(1);
        try (DeskStore store = DeskStore.open(server.uri());
                ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            version(1);
            AtomicInteger second = new AtomicInteger();
            AtomicInteger third = new AtomicInteger();
            List<Migration> steps =
                    List.of(
                            new Migration(2, _ -> second.incrementAndGet()),
                            new Migration(3, _ -> third.incrementAndGet()));
            List<Future<?>> runs =
                    IntStream.range(0, 4)
                            .<Future<?>>mapToObj(
                                    _ -> replicas.submit(() -> new Migrations(store, steps).run()))
                            .toList();
            for (Future<?> run : runs) {
                run.get();
            }

            assertThat(second).hasValue(1);
            assertThat(third).hasValue(1);
            assertThat(version()).isEqualTo(3);
        }
    }

    @Test
    void goesOnAtTheStepThatDidNotComeToItsEnd() {
        try (DeskStore store = DeskStore.open(server.uri())) {
            version(1);
            AtomicInteger second = new AtomicInteger();
            AtomicInteger third = new AtomicInteger();
            List<Migration> steps =
                    List.of(
                            new Migration(2, _ -> second.incrementAndGet()),
                            new Migration(
                                    3,
                                    _ -> {
                                        if (third.incrementAndGet() == 1) {
                                            throw new IllegalStateException("killed");
                                        }
                                    }));
            assertThatThrownBy(() -> new Migrations(store, steps).run()).hasMessage("killed");
            // The lease of the one that was killed runs out.
            database.getCollection("counters")
                    .updateOne(Filters.eq("_id", "schema"), Updates.set("until", 0L));

            new Migrations(store, steps).run();

            assertThat(second).hasValue(1);
            assertThat(third).hasValue(2);
        }
    }

    private static Document incident(String id) {
        return new Document("_id", id)
                .append("idempotency", "same")
                .append("created_at", 5_000L)
                .append("updated_by", "ada");
    }

    private void version(int version) {
        database.getCollection("counters").deleteOne(Filters.eq("_id", "schema"));
        database.getCollection("counters")
                .insertOne(new Document("_id", "schema").append("version", version));
    }

    private int version() {
        return database.getCollection("counters")
                .find(Filters.eq("_id", "schema"))
                .first()
                .getInteger("version");
    }
}
