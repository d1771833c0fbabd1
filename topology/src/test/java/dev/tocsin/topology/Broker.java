package dev.tocsin.topology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A real broker with all topics, and the two things that tests put into it. */
final class Broker implements AutoCloseable {
    private final Path directory;
    private EmbeddedKafka kafka;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    private Broker(Path directory, EmbeddedKafka kafka) {
        this.directory = directory;
        this.kafka = kafka;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    static Broker start(Path directory) throws IOException {
        EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0);
        TopicSetup.create(kafka.bootstrapServers());
        return new Broker(directory, kafka);
    }

    /** Goes down and comes back with the same address and what it had on disk. */
    void restart() throws IOException {
        String address = kafka.bootstrapServers();
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
        kafka.close();
        kafka = EmbeddedKafka.start(directory, port);
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** Publishes a rule file; no text removes it. */
    void publish(String path, @Nullable String text) {
        ObjectNode record = Json.object().put("path", path).put("text", text);
        send(Topics.RULES, path, text == null ? null : record);
        flush();
    }

    void send(JsonNode event) {
        send(Topics.EVENTS_RAW, null, event);
    }

    /** To one partition of the raw topic. */
    void send(int partition, JsonNode event) {
        sent.add(
                producer.send(
                        new ProducerRecord<>(
                                Topics.EVENTS_RAW.name(), partition, null, Json.bytes(event))));
    }

    void sendBytes(byte[] bytes) {
        sent.add(producer.send(new ProducerRecord<>(Topics.EVENTS_RAW.name(), bytes)));
    }

    /** Waits until the broker has everything. */
    void flush() {
        producer.flush();
        for (Future<?> record : sent) {
            if (record.state() != Future.State.SUCCESS) {
                throw new AssertionError("Expected the broker to take it", record.exceptionNow());
            }
        }
        sent.clear();
    }

    private void send(Topic topic, @Nullable String key, @Nullable JsonNode value) {
        sent.add(
                producer.send(
                        new ProducerRecord<>(
                                topic.name(),
                                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                                value == null ? null : Json.bytes(value))));
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
