package dev.tocsin.bridge.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.token.IngestToken;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link TokenBook} like the topic of tokens, on a thread of its own and without a consumer
 * group: read whole, then record by record as they come. It waits for the broker and the topic for
 * as long as it takes; the book keeps what it has meanwhile.
 */
public final class TokenFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFollower.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /**
     * How often all is read anew. It must be less than the topic keeps tombstones: who is cut off
     * for longer than that is never told of a revocation.
     */
    private static final Duration REREAD = Duration.ofHours(6);

    private final TokenBook book;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Thread thread;
    private boolean told;
    private volatile boolean closing;
    private volatile @Nullable Consumer<byte[], byte[]> current;

    TokenFollower(TokenBook book, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.book = book;
        this.consumers = consumers;
        this.thread =
                Thread.ofPlatform().daemon().name("tocsin-ingest-tokens").unstarted(this::run);
    }

    /** Starts following. Does not wait for the broker. */
    public static TokenFollower start(KafkaAccess kafka, TokenBook book) {
        TokenFollower follower =
                new TokenFollower(book, () -> new KafkaConsumer<>(kafka.with(settings())));
        follower.thread.start();
        return follower;
    }

    private static Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "tocsin-ingest-tokens",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ANSWER.toMillis(),
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000);
    }

    private void run() {
        while (!closing) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                while (!closing && assign(consumer)) {
                    follow(consumer);
                }
            } catch (WakeupException e) {
                LOG.debug("Woken to close", e);
            } catch (KafkaException e) {
                missing(e.toString());
            }
            pause();
        }
    }

    /** Says once that tokens cannot be read, until they can. */
    private void missing(String found) {
        if (!told) {
            LOG.warn("Expected to read the tokens of the API, but found: {}", found);
            told = true;
        }
    }

    private boolean assign(Consumer<byte[], byte[]> consumer) {
        List<PartitionInfo> found = consumer.partitionsFor(Topics.INGEST_TOKENS.name(), ANSWER);
        if (found == null || found.isEmpty()) {
            missing("no topic " + Topics.INGEST_TOKENS.name());
            return false;
        }
        List<TopicPartition> partitions =
                found.stream().map(p -> new TopicPartition(p.topic(), p.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return true;
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        TokenBook.Pages pages = new TokenBook.Pages();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!reached(consumer, ends)) {
            take(consumer, pages);
        }
        book.replace(pages);
        told = false;
        LOG.info("{} tokens of the API are in force", book.size());
        long started = System.nanoTime();
        while (!closing && System.nanoTime() - started < REREAD.toNanos()) {
            take(consumer, pages);
        }
    }

    private static boolean reached(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private static void take(Consumer<byte[], byte[]> consumer, TokenBook.Pages pages) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.key() != null) {
                take(new String(record.key(), UTF_8), record.value(), pages);
            }
        }
    }

    /** A token that cannot be read is none: what is not understood lets nobody in. */
    private static void take(String id, byte @Nullable [] value, TokenBook.Pages pages) {
        pages.remove(id);
        if (value != null) {
            try {
                pages.put(id, IngestToken.read(value));
            } catch (IOException e) {
                LOG.warn("Expected a token in the record {}, but found: {}", id, e.getMessage());
            }
        }
    }

    private void pause() {
        try {
            if (!closing) {
                Thread.sleep(RETRY);
            }
        } catch (InterruptedException e) {
            LOG.debug("Woken", e);
        }
    }

    @Override
    public void close() {
        closing = true;
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(ANSWER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
