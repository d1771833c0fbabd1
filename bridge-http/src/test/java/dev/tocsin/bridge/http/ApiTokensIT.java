package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.bridge.http.IngestClient.Answer;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.token.IngestToken;
import dev.tocsin.token.TokenHash;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that were published to their topic, at two bridges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTokensIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** What is promised of a revocation. */
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(5);

    private EmbeddedKafka kafka;
    private Producer<byte[], byte[]> producer;
    private IngestServer one;
    private IngestServer other;
    private IngestClient atOne;
    private IngestClient atOther;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        kafka = EmbeddedKafka.start(directory, 0);
        TopicSetup.create(kafka.bootstrapServers());
        producer =
                new KafkaProducer<>(
                        KafkaAccess.of(kafka.bootstrapServers()).with(Map.of("acks", "all")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
        one = bridge();
        other = bridge();
        atOne = new IngestClient(one.port());
        atOther = new IngestClient(other.port());
    }

    @AfterAll
    void stop() {
        atOne.close();
        atOther.close();
        one.close();
        other.close();
        producer.close();
        kafka.close();
    }

    @Test
    void isRefusedByEveryBridgeWithinFiveSecondsOfItsRevocation() throws Exception {
        publish("t-revoked", token("t-revoked", Set.of(), null));
        awaitStatus(atOne, "t-revoked", 200, SOON);
        awaitStatus(atOther, "t-revoked", 200, SOON);

        long revoked = System.nanoTime();
        publish("t-revoked", null);
        awaitStatus(atOne, "t-revoked", 401, REVOKED_WITHIN);
        awaitStatus(atOther, "t-revoked", 401, REVOKED_WITHIN);

        assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(REVOKED_WITHIN);
    }

    @Test
    void givesItsSourceAndItsPipelineToWhatItsSenderSends() throws Exception {
        publish("t-shop", token("t-shop", Set.of("http"), null));
        awaitStatus(atOne, "t-shop", 200, SOON);
        post(atOne, "/nxlog", "t-shop", "{\"n\":\"by-nxlog\"}");
        post(atOne, "/events", "t-shop", "{\"n\":\"by-events\"}");

        assertThat(headers("by-events"))
                .containsExactly("source-of-t-shop", "t-shop", "pipeline-of-t-shop");
        assertThat(headers("by-nxlog")).containsExactly("source-of-t-shop", "t-shop", "nxlog");
    }

    @Test
    void isForbiddenOverAnotherProtocol() throws Exception {
        publish("t-scoped", token("t-scoped", Set.of("amqp"), null));
        awaitStatus(atOne, "t-scoped", 403, SOON);

        assertThat(post(atOne, "/events", "t-scoped", "{}").json().path("detail").asText())
                .isEqualTo("Expected a token for the protocol http, but found one for amqp");
    }

    @Test
    void isRefusedOnceItsTimeIsOver() throws Exception {
        publish("t-over", token("t-over", Set.of(), Instant.parse("2001-01-01T00:00:00Z")));
        publish("t-after", token("t-after", Set.of(), null));
        awaitStatus(atOne, "t-after", 200, SOON);

        assertThat(post(atOne, "/events", "t-over", "{}").status()).isEqualTo(401);
    }

    @Test
    void leavesTheTokensOfTheSettingsAsTheyAre() {
        assertThat(atOne.post("/events", "{}", "Authorization", "Bearer token-of-web").status())
                .isEqualTo(200);
    }

    private IngestServer bridge() throws IOException {
        return IngestServer.start(
                HttpConfig.from(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                                "TOCSIN_HTTP_PORT", "0",
                                "TOCSIN_INGEST_TOKENS", "web=token-of-web")));
    }

    private static byte[] token(String id, Set<String> protocols, @Nullable Instant expires) {
        return Json.bytes(
                new IngestToken(
                                id,
                                TokenHash.of("secret-" + id),
                                "source-of-" + id,
                                "pipeline-of-" + id,
                                protocols,
                                expires)
                        .toJson());
    }

    private void publish(String id, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(Topics.INGEST_TOKENS.name(), id.getBytes(UTF_8), value))
                .get();
    }

    private static void awaitStatus(IngestClient client, String id, int status, Duration limit) {
        await().atMost(limit)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> post(client, "/events", id, "{}").status() == status);
    }

    private static Answer post(IngestClient client, String path, String id, String body) {
        return client.post(path, body, "Authorization", "Bearer secret-" + id);
    }

    private List<@Nullable String> headers(String text) {
        try (TopicReader reader =
                new TopicReader(kafka.bootstrapServers(), Topics.EVENTS_RAW.name())) {
            ConsumerRecord<byte[], byte[]> record =
                    await().atMost(SOON)
                            .until(
                                    () ->
                                            reader.poll().stream()
                                                    .filter(
                                                            r ->
                                                                    new String(r.value(), UTF_8)
                                                                            .contains(text))
                                                    .toList(),
                                    found -> !found.isEmpty())
                            .getFirst();
            return Arrays.asList(
                    IngestHeaders.text(record.headers(), IngestHeaders.SOURCE),
                    IngestHeaders.text(record.headers(), IngestHeaders.TOKEN_ID),
                    IngestHeaders.text(record.headers(), IngestHeaders.PIPELINE));
        }
    }
}
