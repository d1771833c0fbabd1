package dev.tocsin.launcher.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.id.ContentId;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The rule files in {@link Topics#RULES} and the lists in {@link Topics#LISTS}: reads them whole,
 * writes changes.
 */
public final class RulesTopic implements AutoCloseable {
    /** The origin of lists that came from a directory of rules. */
    private static final String DIRECTORY = "directory";

    private final KafkaAccess kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public RulesTopic(KafkaAccess kafka) {
        this.kafka = kafka;
        this.producer =
                new KafkaProducer<>(
                        kafka.with(Map.of(ProducerConfig.ACKS_CONFIG, "all")),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** The rule files that are published now, by path. */
    public Map<String, RuleFile> rules() {
        Map<String, RuleFile> files = read();
        files.keySet().removeIf(path -> path.startsWith(Topics.PIPELINE_PATHS));
        return files;
    }

    /** The pipeline files that are published now, by path. */
    public Map<String, RuleFile> pipelines() {
        Map<String, RuleFile> files = read();
        files.keySet().removeIf(path -> !path.startsWith(Topics.PIPELINE_PATHS));
        return files;
    }

    /** What is published now, by path. */
    public Map<String, RuleFile> read() {
        Map<String, RuleFile> files = new TreeMap<>();
        newest(Topics.RULES).forEach((path, value) -> put(files, path, value));
        return files;
    }

    /** The lists that are published now: what placeholders of rules stand for. */
    public PublishedLists lists() {
        Map<String, List<String>> lists = new TreeMap<>();
        Set<String> ofDirectories = new TreeSet<>();
        newest(Topics.LISTS)
                .forEach(
                        (name, value) -> {
                            JsonNode list = parsed(value);
                            lists.put(name, values(list));
                            if (list.path("origin").asText().equals(DIRECTORY)) {
                                ofDirectories.add(name);
                            }
                        });
        return new PublishedLists(lists, ofDirectories);
    }

    /**
     * The newest value of each key that has one.
     *
     * @throws UncheckedIOException when the broker does not give them
     */
    private Map<String, byte[]> newest(Topic topic) {
        Map<String, byte[]> values = new TreeMap<>();
        try {
            WholeTopic.read(kafka, topic.name(), record -> keep(record, values));
        } catch (KafkaException e) {
            throw new UncheckedIOException(
                    "Expected the broker at %s to give what is in %s, but: %s"
                            .formatted(kafka.bootstrapServers(), topic.name(), e.getMessage()),
                    new IOException(e));
        }
        return values;
    }

    private static void keep(ConsumerRecord<byte[], byte[]> record, Map<String, byte[]> values) {
        byte[] path = record.key();
        String key = path == null ? "" : new String(path, StandardCharsets.UTF_8);
        if (record.value() == null) {
            values.remove(key);
        } else {
            values.put(key, record.value());
        }
    }

    /**
     * Writes changed files, and a tombstone for each removed path; returns when all are durable.
     *
     * @throws IOException when the broker does not take one
     */
    public void write(List<RuleFile> changed, List<String> removed, String author)
            throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (RuleFile file : changed) {
            records.add(record(Topics.RULES, file.path(), document(file, author)));
        }
        for (String path : removed) {
            records.add(record(Topics.RULES, path, null));
        }
        send(records);
    }

    /**
     * Writes lists of a directory; returns when all are durable.
     *
     * @throws IOException when the broker does not take one
     */
    public void writeLists(Map<String, List<String>> lists, String author) throws IOException {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        lists.forEach(
                (name, values) ->
                        records.add(record(Topics.LISTS, name, document(name, values, author))));
        send(records);
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) throws IOException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(one -> sent.add(producer.send(one)));
        producer.flush();
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    "Expected the broker at %s to take the rules, but: %s"
                            .formatted(kafka.bootstrapServers(), e.getMessage()),
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

    private static ProducerRecord<byte[], byte[]> record(
            Topic topic, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic.name(), 0, key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] document(String name, List<String> values, String author) {
        ObjectNode json = Json.object();
        json.put("name", name);
        values.forEach(json.putArray("values")::add);
        json.put("revision", ContentId.of(String.join("\n", values)));
        json.put("origin", DIRECTORY);
        json.put("author", author);
        json.put("published_at", Instant.now().toString());
        return Json.bytes(json);
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

    private static List<String> values(JsonNode list) {
        List<String> values = new ArrayList<>();
        list.path("values").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static JsonNode parsed(byte[] list) {
        try {
            return Json.parse(list);
        } catch (IOException _) {
            return Json.object(); // Not written by us: a list without values.
        }
    }
}
