package dev.tocsin.embedded;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentIndexIT {
    private static final long SEED = 20_261_130L;
    private static final int STEPS = 3_000;
    private static final List<Object> VALUES =
            List.of(1, 2L, 2.0, 3, "a", "b", "B", true, List.of(1, "a"), List.of(), List.of(2, 9));

    @TempDir Path directory;
    private EmbeddedDocumentStore store;
    private MongoClient client;

    @BeforeEach
    void start() throws Exception {
        store = EmbeddedDocumentStore.start(directory, 0);
        client = MongoClients.create(store.uri());
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void findsThroughItsIndexesWhatItFindsWithoutThem() throws Exception {
        Random random = new Random(SEED);
        index();
        for (int step = 0; step < STEPS; step++) {
            change(random);
            if (step == STEPS / 2) {
                stop();
                start();
            }
            Bson filter = filter(random);
            assertThat(ids("indexed", filter)).as("%s", filter).isEqualTo(ids("plain", filter));
        }
        assertThat(collection("plain").countDocuments()).isGreaterThan(50);
    }

    @Test
    void refusesASecondDocumentWithAUniqueKeyAlsoAfterARestart() throws Exception {
        index();
        collection("indexed").insertOne(new Document("_id", "1").append("key", "k"));
        stop();
        start();
        index();

        assertThatThrownBy(
                        () ->
                                collection("indexed")
                                        .insertOne(new Document("_id", "2").append("key", "k")))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("E11000");
        collection("indexed").deleteOne(eq("_id", "1"));
        collection("indexed").insertOne(new Document("_id", "2").append("key", "k"));
    }

    @Test
    void answersEachUpdateWithTheDocumentThatItMade() throws Exception {
        collection("indexed").insertOne(new Document("_id", "1").append("n", 0));
        TreeSet<Integer> seen = new TreeSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                answers.add(threads.submit(this::increment));
            }
            for (Future<Integer> answer : answers) {
                seen.add(answer.get());
            }
        }

        assertThat(seen).hasSize(400);
        assertThat(seen.last()).isEqualTo(400);
    }

    private int increment() {
        return collection("indexed")
                .findOneAndUpdate(
                        eq("_id", "1"),
                        Updates.combine(Updates.inc("n", 1), Updates.push("all", "x")),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER))
                .getInteger("n");
    }

    private void index() {
        MongoCollection<Document> indexed = collection("indexed");
        indexed.createIndex(ascending("a"));
        indexed.createIndex(compoundIndex(descending("sub.b"), ascending("a")));
        indexed.createIndex(ascending("key"), new IndexOptions().unique(true).sparse(true));
        indexed.createIndex(
                compoundIndex(ascending("one"), ascending("two")),
                new IndexOptions().unique(true).sparse(true));
    }

    private void change(Random random) {
        String id = "d" + random.nextInt(120);
        switch (random.nextInt(4)) {
            case 0 -> both(each -> each.deleteOne(eq("_id", id)));
            case 1 -> {
                Object value = value(random);
                both(each -> each.updateOne(eq("_id", id), Updates.set("a", value)));
            }
            default -> {
                Document document = document(random, id);
                both(
                        each -> {
                            each.deleteOne(eq("_id", id));
                            each.insertOne(new Document(document));
                        });
            }
        }
    }

    private static Document document(Random random, String id) {
        Document document =
                new Document("_id", id).append("one", random.nextInt(5)).append("two", id);
        if (random.nextInt(5) > 0) {
            document.append("a", value(random));
        }
        if (random.nextBoolean()) {
            Document sub = new Document("b", value(random));
            document.append("sub", random.nextBoolean() ? sub : List.of(sub, new Document("b", 2)));
        }
        return random.nextInt(9) == 0 ? document.append("a", null) : document;
    }

    private Bson filter(Random random) {
        List<Bson> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            parts.add(condition(random));
        }
        return parts.size() == 1 ? parts.getFirst() : and(parts);
    }

    private static Bson condition(Random random) {
        String field = List.of("a", "sub.b", "_id", "one", "two").get(random.nextInt(5));
        Object value =
                switch (field) {
                    case "_id", "two" -> "d" + random.nextInt(120);
                    case "one" -> random.nextInt(5);
                    default -> value(random);
                };
        return switch (value instanceof List ? 0 : random.nextInt(8)) {
            case 1 -> gt(field, value);
            case 2 -> gte(field, value);
            case 3 -> lt(field, value);
            case 4 -> lte(field, value);
            case 5 -> in(field, value, "a", 3);
            case 6 -> ne(field, value);
            case 7 -> and(gte(field, value), lt(field, value(random)));
            default -> eq(field, value);
        };
    }

    private static Object value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private void both(Consumer<MongoCollection<Document>> change) {
        change.accept(collection("indexed"));
        change.accept(collection("plain"));
    }

    /** Without an index for fields, and asked in a way that leaves the id index out, too. */
    private Set<String> ids(String name, Bson filter) {
        Bson asked = name.equals("plain") ? new Document("$or", List.of(filter)) : filter;
        TreeSet<String> ids = new TreeSet<>();
        collection(name).find(asked).forEach(found -> ids.add(found.getString("_id")));
        return ids;
    }

    private MongoCollection<Document> collection(String name) {
        return client.getDatabase("tocsin").getCollection(name);
    }
}
