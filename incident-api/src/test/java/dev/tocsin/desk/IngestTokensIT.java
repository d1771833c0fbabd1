package dev.tocsin.desk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import dev.tocsin.desk.change.Author;
import dev.tocsin.desk.change.OutboxSignals;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.desk.store.DeskStore;
import dev.tocsin.desk.store.Ids;
import dev.tocsin.desk.token.StoredToken;
import dev.tocsin.desk.token.TokenStore;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.token.IngestToken;
import dev.tocsin.token.TokenHash;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of senders: made and revoked through the API, published to the bridges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestTokensIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String ALL = "/api/v1/ingest-tokens";

    private DeskDriver desk;
    private TopicReader topic;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        desk = new DeskDriver(directory);
        topic = desk.ingestTokens();
    }

    @AfterAll
    void stop() {
        topic.close();
        desk.close();
    }

    @Test
    void showsATokenOnceAndPublishesItsHash() throws IOException {
        Answer made =
                desk.admin()
                        .post(
                                ALL,
                                """
                                {"source":"web","pipeline":"nginx","protocols":["http","bulk"],
                                 "expires_at":"2100-01-01T00:00:00Z"}
                                """);
        String secret = String.valueOf(made.text("token"));

        assertThat(made.header("Location")).isEqualTo(ALL + "/" + made.id());
        assertThat(desk.admin().get(ALL).text()).contains(made.id()).doesNotContain(secret);
        assertThat(desk.admin().get(ALL + "/" + made.id()).text("created_by")).isEqualTo("admin");
        assertThat(IngestToken.read(published(made.id(), 1).getLast().value()))
                .isEqualTo(
                        new IngestToken(
                                String.valueOf(made.id()),
                                TokenHash.of(secret),
                                "web",
                                "nginx",
                                Set.of("http", "bulk"),
                                Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void takesARevokedTokenBackAndKeepsItsHistory() {
        Answer made = desk.admin().post(ALL, "{\"source\":\"gone\"}");
        String one = ALL + "/" + made.id();
        published(made.id(), 1);

        assertThat(desk.admin().delete(one).status()).isEqualTo(204);
        assertThat(desk.admin().delete(one).status()).isEqualTo(204);

        assertThat(published(made.id(), 2).getLast().value()).isNull();
        assertThat(desk.admin().get(ALL).text()).doesNotContain(made.id());
        assertThat(desk.admin().get(one).text("revoked_by")).isEqualTo("admin");
        assertThat(
                        desk.admin()
                                .get(one + "/history")
                                .json()
                                .path("items")
                                .findValuesAsText("action"))
                .containsExactly("created", "revoked");
    }

    @Test
    void namesEveryFaultOfARequest() {
        Answer answer =
                desk.admin()
                        .post(
                                ALL,
                                """
                                {"source":"a b","pipeline":"<x>","protocols":["HTTP"],
                                 "expires_at":"2001-01-01T00:00:00Z"}
                                """);

        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/source", "/pipeline", "/protocols", "/expires_at");
    }

    @Test
    void publishesWhatAReplicaLeftBehindThatDiedBetweenStoreAndTopic() throws Exception {
        InstantSource anHourAgo = InstantSource.fixed(Instant.now().minus(Duration.ofHours(1)));
        Author author = new Author("admin", new Ids(anHourAgo), anHourAgo);
        try (DeskStore store = DeskStore.open(desk.storeUri())) {
            // Signals that nobody reads: this replica dies before it publishes anything.
            TokenStore dead = new TokenStore(store, new OutboxSignals(new DeskMetrics()));
            dead.add(stored("left-made"), author);
            dead.add(stored("left-revoked"), author);
            dead.revoke("left-revoked", author);

            desk.restart();

            assertThat(published("left-made", 1).getLast().value()).isNotNull();
            assertThat(published("left-revoked", 1))
                    .allSatisfy(record -> assertThat(record.value()).isNull());
            await().atMost(SOON)
                    .until(
                            () ->
                                    store.ingestTokens().countDocuments(Filters.gt("outbox.at", 0))
                                            == 0);
        }
    }

    private static StoredToken stored(String id) {
        return new StoredToken(
                new IngestToken(id, TokenHash.of(id), "web", null, Set.of(), null),
                1,
                "admin",
                null,
                null);
    }

    /** The records of a token, once there are so many. */
    private List<ConsumerRecord<byte[], byte[]>> published(@Nullable String id, int count) {
        return await().atMost(SOON)
                .until(
                        () ->
                                topic.poll().stream()
                                        .filter(r -> new String(r.key(), UTF_8).equals(id))
                                        .toList(),
                        found -> found.size() >= count);
    }
}
