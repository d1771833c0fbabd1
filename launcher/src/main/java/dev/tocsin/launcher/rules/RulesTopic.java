package dev.tocsin.launcher.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The rule files in {@link Topics#RULES}: reads them whole, writes changes. */
public final class RulesTopic implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public RulesTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ACKS_CONFIG,
                                "all"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** What is published now, by path. */
    public Map<String, RuleFile> read() {
        Map<String, RuleFile> files = new TreeMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            TopicPartition partition = new TopicPartition(Topics.RULES.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> apply(files, record));
            }
        }
        return files;
    }

    /**
     * Writes changed files, and a tombstone for each removed path; returns when all are durable.
     *
     * @throws IOException when the broker does not take one
     */
    public void write(List<RuleFile> changed, List<String> removed, String author)
            throws IOException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (RuleFile file : changed) {
            sent.add(producer.send(record(file.path(), document(file, author))));
        }
        for (String path : removed) {
            sent.add(producer.send(record(path, null)));
        }
        producer.flush();
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "Expected the broker at %s to take the rules, but: %s"
                            .formatted(bootstrapServers, e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while publishing rules", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private static ProducerRecord<byte[], byte[]> record(String path, byte @Nullable [] value) {
        return new ProducerRecord<>(
                Topics.RULES.name(), 0, path.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] document(RuleFile file, String author) {
        ObjectNode json = Json.object();
        json.put("path", file.path());
        json.put("text", file.text());
        json.put("revision", ContentId.of(file.text()));
        json.put("author", author);
        json.put("published_at", Instant.now().toString());
        return Json.bytes(json);
    }

    private static void apply(Map<String, RuleFile> files, ConsumerRecord<byte[], byte[]> record) {
        String path = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            files.remove(path);
            return;
        }
        try {
            JsonNode json = Json.parse(record.value());
            files.put(path, new RuleFile(path, json.path("text").asText()));
        } catch (IOException _) {
            // Not written by us: publishing the file again replaces it.
            files.remove(path);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
