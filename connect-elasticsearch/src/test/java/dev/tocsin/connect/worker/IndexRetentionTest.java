package dev.tocsin.connect.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.connect.FakeElasticsearch;
import dev.tocsin.connect.client.ElasticsearchClient;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndexRetentionTest {
    private static final InstantSource NOON =
            InstantSource.fixed(Instant.parse("2026-03-31T12:00:00.000Z"));

    @Test
    void deletesOnlyIndicesOfDaysThatAreOver() throws IOException {
        try (FakeElasticsearch elasticsearch = new FakeElasticsearch();
                ElasticsearchClient client =
                        WorkerConfig.from(Map.of("ELASTICSEARCH_URL", elasticsearch.url()))
                                .client()) {
            elasticsearch.indices.addAll(
                    List.of(
                            "tocsin-events-2026.03.31",
                            "tocsin-events-2026.03.01",
                            "tocsin-events-2026.02.28",
                            "tocsin-events-2026.02.30",
                            "tocsin-events-late-2026.01.01",
                            "tocsin-events-mine",
                            "other-2020.01.01"));
            new IndexRetention(client, Map.of("tocsin-events-", 30), NOON).run();
            assertThat(elasticsearch.others)
                    .filteredOn(call -> call.startsWith("DELETE"))
                    .containsExactly("DELETE /tocsin-events-2026.02.28");
        }
    }

    @Test
    void survivesAnElasticsearchThatIsGone() {
        try (ElasticsearchClient client =
                WorkerConfig.from(Map.of("ELASTICSEARCH_URL", "http://127.0.0.1:1")).client()) {
            new IndexRetention(client, Map.of("tocsin-events-", 30), NOON).run();
        }
    }
}
