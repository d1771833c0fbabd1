package dev.tocsin.desk.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.EventServer;
import dev.tocsin.desk.SharedEventServer;
import dev.tocsin.desk.query.Query;
import dev.tocsin.desk.query.QueryParser;
import dev.tocsin.desk.query.QueryPredicate;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedEventServer.class)
class ElasticFilterIT {
    private static final long SEED = Long.getLong("tocsin.desk.seed", 20_261_130);
    private static final int FILTERS = Integer.getInteger("tocsin.desk.filters", 500);
    private static final int DOCUMENTS = 200;
    private static final TimeFrame FRAME =
            new TimeFrame(
                    EventDraw.DAY.toEpochMilli(),
                    EventDraw.DAY.plus(Duration.ofDays(1)).toEpochMilli());

    @Test
    void elasticsearchFindsWhatThePredicateWants(EventServer server) throws Exception {
        EventDraw draw = new EventDraw(new SplittableRandom(SEED));
        Map<String, Map<String, List<?>>> documents = new LinkedHashMap<>();
        Map<String, JsonNode> stored = new LinkedHashMap<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            Map<String, List<?>> document = draw.document();
            documents.put("drawn-" + i, document);
            stored.put("drawn-" + i, EventDraw.stored("drawn-" + i, document));
        }
        server.index("2025.05.05", stored);
        InstantSource clock = InstantSource.fixed(EventDraw.DAY);
        try (EventIndex index = new EventIndex(server.address(), null)) {
            EventSearch events = new EventSearch(index, clock);
            int some = 0;
            for (int i = 0; i < FILTERS; i++) {
                String filter = draw.filter(3);
                EventSchema schema = events.schema();
                Query query = QueryParser.parse(filter, schema.filterable(), EventDraw.DAY);
                Set<String> wanted = wanted(query, documents);
                assertThat(difference(found(events, query), wanted, documents))
                        .as("%s with -Dtocsin.desk.seed=%d", filter, SEED)
                        .isEmpty();
                some += !wanted.isEmpty() && wanted.size() < DOCUMENTS ? 1 : 0;
            }
            assertThat(some).as("Filters that tell documents apart").isGreaterThan(FILTERS / 2);
        }
    }

    private static Set<String> found(EventSearch events, Query query) throws Exception {
        ObjectNode body = Json.object().put("size", DOCUMENTS).put("_source", false);
        body.set("query", EventRequest.query(FRAME, query, events.schema()));
        JsonNode answer = events.search(body);
        assertThat(EventPage.incomplete(answer)).isNull();
        return new TreeSet<>(answer.path("hits").path("hits").findValuesAsText("_id"));
    }

    private static Set<String> wanted(Query query, Map<String, Map<String, List<?>>> documents) {
        Predicate<QueryPredicate.Subject> predicate = QueryPredicate.of(query);
        TreeSet<String> wanted = new TreeSet<>();
        documents.forEach(
                (id, document) -> {
                    if (predicate.test(field -> document.getOrDefault(field.path(), List.of()))) {
                        wanted.add(id);
                    }
                });
        return wanted;
    }

    /** The documents that only one of both has. */
    private static List<String> difference(
            Set<String> found, Set<String> wanted, Map<String, Map<String, List<?>>> documents) {
        return documents.entrySet().stream()
                .filter(e -> found.contains(e.getKey()) != wanted.contains(e.getKey()))
                .map(e -> (found.contains(e.getKey()) ? "found " : "wanted ") + e)
                .toList();
    }
}
