package dev.tocsin.desk.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import dev.tocsin.embedded.EmbeddedDocumentStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoFilterIT {
    private static final long SEED = Long.getLong("tocsin.desk.seed", 20_261_130);
    private static final int DOCUMENTS = 200;
    private static final int FILTERS = Integer.getInteger("tocsin.desk.filters", 500);
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    @Test
    void theStoreFindsWhatThePredicateWants(@TempDir Path directory) throws Exception {
        QueryDraw draw = new QueryDraw(new SplittableRandom(SEED));
        List<Map<String, List<?>>> documents = new ArrayList<>();
        try (EmbeddedDocumentStore store = EmbeddedDocumentStore.start(directory, 0);
                MongoClient client = MongoClients.create(store.uri())) {
            MongoCollection<Document> collection =
                    client.getDatabase("test").getCollection("documents");
            for (int i = 0; i < DOCUMENTS; i++) {
                documents.add(draw.document());
                collection.insertOne(stored(i, documents.getLast()));
            }
            int some = 0;
            for (int i = 0; i < FILTERS; i++) {
                String filter = draw.filter(3);
                Query query = QueryParser.parse(filter, QueryDraw.FIELDS, NOW);
                Set<Integer> wanted = wanted(query, documents);
                TreeSet<Integer> found = new TreeSet<>();
                for (Document document : collection.find(MongoFilter.of(query))) {
                    found.add(document.getInteger("_id"));
                }
                assertThat(difference(found, wanted, documents))
                        .as("%s with -Dtocsin.desk.seed=%d", filter, SEED)
                        .isEmpty();
                some += !wanted.isEmpty() && wanted.size() < DOCUMENTS ? 1 : 0;
            }
            assertThat(some).as("Filters that tell documents apart").isGreaterThan(FILTERS / 2);
        }
    }

    /** The documents that only one of both has. */
    private static List<String> difference(
            Set<Integer> found, Set<Integer> wanted, List<Map<String, List<?>>> documents) {
        List<String> difference = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            if (found.contains(i) != wanted.contains(i)) {
                String by = found.contains(i) ? "the store" : "the predicate";
                difference.add("only " + by + ": " + stored(i, documents.get(i)).toJson());
            }
        }
        return difference;
    }

    private static Set<Integer> wanted(Query query, List<Map<String, List<?>>> documents) {
        Predicate<QueryPredicate.Subject> predicate = QueryPredicate.of(query);
        TreeSet<Integer> wanted = new TreeSet<>();
        for (int i = 0; i < documents.size(); i++) {
            Map<String, List<?>> document = documents.get(i);
            if (predicate.test(field -> document.getOrDefault(field.path(), List.of()))) {
                wanted.add(i);
            }
        }
        return wanted;
    }

    /** As the desk stores fields: one value bare, several in an array, none as null or absent. */
    private static Document stored(int id, Map<String, List<?>> document) {
        Document stored = new Document("_id", id);
        document.forEach(
                (field, values) -> {
                    switch (values.size()) {
                        case 0 -> {
                            if (id % 3 > 0) {
                                stored.append(field, id % 3 == 1 ? null : List.of());
                            }
                        }
                        case 1 -> stored.append(field, values.getFirst());
                        default -> stored.append(field, values);
                    }
                });
        return stored;
    }
}
