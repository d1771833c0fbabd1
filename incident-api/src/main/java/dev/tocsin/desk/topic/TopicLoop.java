package dev.tocsin.desk.topic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one step of a reader of Kafka after the other, on a thread of its own, until it is closed.
 * The consumer is closed with it.
 */
public final class TopicLoop implements AutoCloseable {
    /** How long a step waits for records. */
    public static final Duration POLL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(TopicLoop.class);
    private static final long RETRY_MS = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final Step step;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    /** What is done again and again. */
    @FunctionalInterface
    public interface Step {
        /** Ends the loop when it throws; a wake-up of the consumer must come through. */
        void take() throws InterruptedException;
    }

    /**
     * @param name of the thread
     * @param consumer used by the steps alone, once it is started
     */
    public TopicLoop(String name, Consumer<byte[], byte[]> consumer, Step step) {
        this.consumer = consumer;
        this.step = step;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    /** Begins with the first step. */
    public void start() {
        thread.start();
    }

    /** Whether steps are being taken. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Waits before something is tried again, unless it is to end. For the steps. */
    public void pause() throws InterruptedException {
        if (stopping.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
            LOG.debug("{} stops instead of trying again", thread.getName());
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (stopping.getCount() > 0) {
                step.take();
            }
        } catch (WakeupException _) {
            LOG.debug("{} was woken to stop", thread.getName());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
