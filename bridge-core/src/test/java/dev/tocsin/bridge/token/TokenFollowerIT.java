package dev.tocsin.bridge.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.token.IngestToken;
import dev.tocsin.token.TokenHash;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book follows the topic of a real broker. */
class TokenFollowerIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final TokenBook book = new TokenBook(InstantSource.fixed(NOW));

    @Test
    void readsWhatIsThereThenFollowsAndForgetsWhatIsRevoked(@TempDir Path directory)
            throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            TopicSetup.create(kafka.bootstrapServers());
            try (Producer<byte[], byte[]> producer = producer(kafka)) {
                send(producer, "old", token("old", NOW));
                send(producer, "gone", token("gone", null));
                send(producer, "gone", null);
                send(producer, "broken", "{".getBytes(UTF_8));

                assertThat(book.find("secret-old")).isInstanceOf(TokenLookup.NotLoaded.class);
                try (var _ = TokenFollower.start(KafkaAccess.of(kafka.bootstrapServers()), book)) {
                    await().atMost(SOON).until(book::isLoaded);
                    assertThat(book.size()).isEqualTo(1);
                    assertThat(book.find("secret-old")).isInstanceOf(TokenLookup.Expired.class);
                    assertThat(book.find("secret-gone")).isInstanceOf(TokenLookup.Unknown.class);

                    send(producer, "new", token("new", NOW.plusMillis(1)));
                    await().atMost(SOON)
                            .until(() -> book.find("secret-new") instanceof TokenLookup.Known);

                    send(producer, "new", null);
                    await().atMost(SOON)
                            .until(() -> book.find("secret-new") instanceof TokenLookup.Unknown);
                }
            }
        }
    }

    @Test
    void waitsForABrokerThatComesLater(@TempDir Path directory) throws Exception {
        int port;
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            String address = kafka.bootstrapServers();
            port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }
        try (var _ = TokenFollower.start(KafkaAccess.of("127.0.0.1:" + port), book);
                EmbeddedKafka kafka = EmbeddedKafka.start(directory, port)) {
            assertThat(book.isLoaded()).isFalse();
            TopicSetup.create(kafka.bootstrapServers());

            await().atMost(SOON).until(book::isLoaded);
        }
    }

    private static byte[] token(String id, @Nullable Instant expires) {
        return Json.bytes(
                new IngestToken(id, TokenHash.of("secret-" + id), "web", null, Set.of(), expires)
                        .toJson());
    }

    private static void send(Producer<byte[], byte[]> producer, String id, byte @Nullable [] value)
            throws Exception {
        producer.send(new ProducerRecord<>(Topics.INGEST_TOKENS.name(), id.getBytes(UTF_8), value))
                .get();
    }

    private static Producer<byte[], byte[]> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                KafkaAccess.of(kafka.bootstrapServers()).with(Map.of("acks", "all")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
