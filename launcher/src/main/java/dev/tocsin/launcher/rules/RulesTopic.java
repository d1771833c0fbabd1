package dev.tocsin.launcher.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
        newest(Topics.RULES).forEach((path, value) -> put(files, path, value));
        return files;
    }

    /** The lists that are published now: what placeholders of rules stand for. */
    public Placeholders lists() {
        Map<String, List<String>> lists = new TreeMap<>();
        newest(Topics.LISTS).forEach((name, value) -> lists.put(name, values(value)));
        return lists::get;
    }

    /** The newest value of each key that has one. */
    private Map<String, byte[]> newest(Topic topic) {
        Map<String, byte[]> values = new TreeMap<>();
        WholeTopic.read(
                bootstrapServers,
                topic.name(),
                record -> {
                    byte[] path = record.key();
                    String key = path == null ? "" : new String(path, StandardCharsets.UTF_8);
                    if (record.value() == null) {
                        values.remove(key);
                    } else {
                        values.put(key, record.value());
                    }
                });
        return values;
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

    private static void put(Map<String, RuleFile> files, String path, byte[] value) {
        try {
            files.put(path, new RuleFile(path, Json.parse(value).path("text").asText()));
        } catch (IOException _) {
            // Not written by us: publishing the file again replaces it.
        }
    }

    private static List<String> values(byte[] list) {
        List<String> values = new ArrayList<>();
        try {
            Json.parse(list).path("values").forEach(value -> values.add(value.asText()));
        } catch (IOException _) {
            // Not written by us: a list without values.
        }
        return values;
    }
}
