package dev.tocsin.launcher.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.audit.AuditHead;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The heads that the desk has published until now, the oldest first. */
public final class PublishedHeads implements HeadSource {
    private final WholeTopic topic;
    private final Consumer<String> unreadable;
    private @Nullable AuditHead next;

    /**
     * @param unreadable told of every record that is no head
     */
    public PublishedHeads(KafkaAccess kafka, Consumer<String> unreadable) {
        this.topic = new WholeTopic(kafka, Topics.AUDIT_HEADS.name());
        this.unreadable = unreadable;
    }

    @Override
    public boolean hasNext() {
        while (next == null && topic.hasNext()) {
            next = head(topic.next());
        }
        return next != null;
    }

    @Override
    public AuditHead next() {
        AuditHead head = hasNext() ? next : null;
        if (head == null) {
            throw new NoSuchElementException("Expected a head, but found the end of the topic");
        }
        next = null;
        return head;
    }

    private @Nullable AuditHead head(ConsumerRecord<byte[], byte[]> published) {
        try {
            return AuditHead.from(parse(published.value()));
        } catch (IllegalArgumentException e) {
            unreadable.accept("offset " + published.offset() + ": " + e.getMessage());
            return null;
        }
    }

    private static JsonNode parse(byte @Nullable [] value) {
        try {
            return Json.parse(value == null ? new byte[0] : value);
        } catch (IOException _) {
            return Json.object();
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
