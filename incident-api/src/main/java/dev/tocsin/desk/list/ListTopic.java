package dev.tocsin.desk.list;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells the topology how a list stands, through {@link Topics#LISTS}. It follows from every change
 * of a list, before the change leaves its outbox: a crash repeats it. Not thread-safe: the outbox
 * has one thread.
 */
public final class ListTopic {
    private static final String KIND = Texts.name(Kind.LIST);

    private final ListStore lists;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final Map<String, Long> published = new HashMap<>();

    public ListTopic(ListStore lists, Producer<byte[], byte[]> producer, InstantSource clock) {
        this.lists = lists;
        this.producer = producer;
        this.clock = clock;
    }

    /**
     * Publishes the list that a change is about, as it stands now; many changes that wait are
     * published once.
     *
     * @throws ChangeTopic.PublishException when Kafka does not take it
     */
    public void follow(JsonNode change) throws InterruptedException {
        if (!KIND.equals(Json.text(change, "kind"))) {
            return;
        }
        String name = change.path("subject").asText();
        if (published.getOrDefault(name, 0L) < change.path("version").asLong()) {
            publish(name);
        }
    }

    /**
     * Another replica may publish a newer state between the reading and Kafka's acknowledgement,
     * and its record may be the first of both: what was published is compared with what is there
     * afterwards.
     */
    private void publish(String name) throws InterruptedException {
        StoredList list = lists.findAlsoDeleted(name);
        while (list != null && list.version() > published.getOrDefault(name, 0L)) {
            send(name, list.deleted() ? null : ListDocument.of(list, clock.millis()));
            published.put(name, list.version());
            list = lists.findAlsoDeleted(name);
        }
    }

    private void send(String name, byte @Nullable [] value) throws InterruptedException {
        try {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.LISTS.name(),
                                    name.getBytes(StandardCharsets.UTF_8),
                                    value))
                    .get();
        } catch (ExecutionException e) {
            throw new ChangeTopic.PublishException(e);
        }
    }
}
