package dev.tocsin.launcher.letters;

import dev.tocsin.launcher.client.WholeTopic;
import dev.tocsin.topic.DeadLetter;
import dev.tocsin.topic.IngestHeaders;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The dead letters on the broker. */
public final class DeadLetterBox {
    private final KafkaAccess kafka;

    public DeadLetterBox(KafkaAccess kafka) {
        this.kafka = kafka;
    }

    /**
     * A letter and where it lies.
     *
     * @param id {@code <partition>-<offset>} in {@link Topics#DEAD_LETTERS}; of several records, of
     *     the first
     * @param recordKey the key of the record that holds it; Connect keeps the original's
     * @param letter the letter
     */
    public record Filed(String id, byte @Nullable [] recordKey, DeadLetter letter) {}

    /** Every letter that the topic still holds, the oldest first. */
    public List<Filed> list() {
        PartedLetters letters = new PartedLetters();
        WholeTopic.read(kafka, Topics.DEAD_LETTERS.name(), letters::add);
        return letters.all();
    }

    /**
     * What was sent again.
     *
     * @param sent how many letters
     * @param tooLarge the ids of those that are larger than a record may be
     */
    public record Replayed(int sent, List<String> tooLarge) {}

    /**
     * Sends letters to the start of the pipeline again, with the bytes and headers that they had;
     * those of the sink, which are events and alerts already, to the topic that they came from. The
     * id of the letter becomes the idempotency key where there is none, so that a letter that is
     * replayed twice is one event. The letter itself stays where it is.
     *
     * @throws IOException when the broker does not take one, for another reason than its size
     */
    public Replayed replay(Predicate<Filed> which) throws IOException {
        List<Filed> chosen = list().stream().filter(which).toList();
        List<String> tooLarge = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Filed filed : chosen) {
                if (!send(producer, filed)) {
                    tooLarge.add(filed.id());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while replaying", e);
        }
        return new Replayed(chosen.size() - tooLarge.size(), tooLarge);
    }

    /** Whether it is there again; false if it is too large. */
    private boolean send(KafkaProducer<byte[], byte[]> producer, Filed filed)
            throws IOException, InterruptedException {
        try {
            producer.send(again(filed)).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                return false;
            }
            throw new IOException(
                    "Expected the broker at %s to take a replayed event, but: %s"
                            .formatted(kafka.bootstrapServers(), e.getMessage()),
                    e);
        }
    }

    private static ProducerRecord<byte[], byte[]> again(Filed filed) {
        DeadLetter letter = filed.letter();
        for (Topic topic : List.of(Topics.EVENTS, Topics.ALERTS)) {
            if (letter.origin().startsWith(topic.name() + "-")) {
                return new ProducerRecord<>(
                        topic.name(),
                        null,
                        null,
                        filed.recordKey(),
                        letter.bytes(),
                        letter.headers());
            }
        }
        return toRaw(filed);
    }

    private static ProducerRecord<byte[], byte[]> toRaw(Filed filed) {
        Headers headers = new RecordHeaders();
        filed.letter().headers().forEach(headers::add);
        headers.add("tocsin-replayed-from", filed.letter().key());
        String id = IngestHeaders.text(headers, IngestHeaders.IDEMPOTENCY_KEY);
        if (id == null) {
            id = "dead-letter-" + filed.id();
            IngestHeaders.put(headers, IngestHeaders.IDEMPOTENCY_KEY, id);
        }
        byte[] key = id.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                Topics.EVENTS_RAW.name(), null, null, key, filed.letter().bytes(), headers);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                kafka.with(Map.of(ProducerConfig.ACKS_CONFIG, "all")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
