package dev.tocsin.connect.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tocsin.connect.FakeElasticsearch;
import dev.tocsin.connect.FakeElasticsearch.Answer;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.SecuredKafka;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectWorkerIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path temp;

    @Test
    void restartsATaskThatFailed() throws Exception {
        try (FakeElasticsearch elasticsearch = new FakeElasticsearch();
                EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0)) {
            TopicSetup.create(kafka.bootstrapServers());
            elasticsearch.answerNext(Answer.of(403));
            Map<String, String> env = Map.of("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            try (ConnectWorker worker = ConnectWorker.start(config(env, elasticsearch))) {
                await().atMost(SOON).until(worker::healthy);
                send(KafkaAccess.of(kafka.bootstrapServers()));
                await().atMost(SOON).until(() -> elasticsearch.documents.containsKey("a"));
                await().atMost(SOON).until(worker::healthy);
                assertThat(elasticsearch.others)
                        .contains(
                                "PUT /_component_template/tocsin-ecs",
                                "PUT /_index_template/tocsin-events");
            }
        }
    }

    @Test
    void deliversFromABrokerThatWantsTlsAndAPassword() throws Exception {
        try (FakeElasticsearch elasticsearch = new FakeElasticsearch();
                SecuredKafka kafka = SecuredKafka.start(temp)) {
            Map<String, String> env = kafka.settings(SecuredKafka.PASSWORD);
            KafkaAccess access = KafkaAccess.from(env);
            TopicSetup.create(access);
            try (ConnectWorker worker = ConnectWorker.start(config(env, elasticsearch))) {
                await().atMost(SOON).until(worker::healthy);
                send(access);
                await().atMost(SOON).until(() -> elasticsearch.documents.containsKey("a"));
            }
        }
    }

    @Test
    void saysThatElasticsearchIsMissing() {
        WorkerConfig config =
                WorkerConfig.from(
                        Map.of(
                                "ELASTICSEARCH_URL", "http://127.0.0.1:1",
                                "TOCSIN_CONNECT_CONFIG", "../connect-config",
                                "TOCSIN_CONNECT_WAIT_SECONDS", "0"));
        assertThatThrownBy(() -> ConnectWorker.start(config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("set ELASTICSEARCH_URL");
    }

    @Test
    void saysWhereTheConfigurationsShouldBe() {
        WorkerConfig config = WorkerConfig.from(Map.of("TOCSIN_CONNECT_CONFIG", "nowhere"));
        assertThatThrownBy(() -> ConnectWorker.start(config))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("set TOCSIN_CONNECT_CONFIG");
    }

    private WorkerConfig config(Map<String, String> kafka, FakeElasticsearch elasticsearch) {
        Map<String, String> env = new HashMap<>(kafka);
        env.put("ELASTICSEARCH_URL", elasticsearch.url());
        env.put("TOCSIN_CONNECT_PORT", "0");
        env.put("TOCSIN_CONNECT_DIR", temp.resolve("connect").toString());
        env.put("TOCSIN_CONNECT_CONFIG", "../connect-config");
        return WorkerConfig.from(env);
    }

    private static void send(KafkaAccess kafka) {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(
                        kafka.with(Map.of()), new StringSerializer(), new ByteArraySerializer())) {
            byte[] event = "{\"@timestamp\":\"2026-01-01T12:00:00.000Z\"}".getBytes(UTF_8);
            var _ = producer.send(new ProducerRecord<>(Topics.EVENTS.name(), "a", event));
        }
    }
}
