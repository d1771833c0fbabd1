package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.GatewayMetrics;
import dev.tocsin.bridge.OpsServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running AMQP bridge. It connects when the server is there, and again whenever it was lost;
 * while Kafka is away it consumes nothing, so that messages wait in the queue. Delivery is at least
 * once: what Kafka has but the server was not told yet comes again after a lost connection. Close
 * it to stop consuming, settle what is under way, and let go of both.
 */
public final class RabbitConsumer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RabbitConsumer.class);
    private static final long FIRST_BACKOFF_MS = 100;
    private static final long MAX_BACKOFF_MS = 5_000;

    private final RabbitConfig config;
    private final Connector connector;
    private final EventGateway gateway;
    private final OpsServer ops;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean connectedOnce;
    private volatile @Nullable Session session;
    private long backoffMs = FIRST_BACKOFF_MS;

    private RabbitConsumer(RabbitConfig config, EventGateway gateway) throws IOException {
        this.config = config;
        this.connector = new Connector(config);
        this.gateway = gateway;
        this.ops =
                OpsServer.start(config.opsHost(), config.opsPort(), this::ready, this::prometheus);
        this.thread = Thread.ofVirtual().name("rabbit-consumer").unstarted(this::run);
    }

    /**
     * Starts consuming in the background. Waits for neither the AMQP server nor Kafka.
     *
     * @throws IOException when the port of health and metrics is taken; the message names it
     */
    public static RabbitConsumer start(RabbitConfig config) throws IOException {
        EventGateway gateway = EventGateway.open(config.gateway(), "bridge-rabbit");
        try {
            RabbitConsumer consumer = new RabbitConsumer(config, gateway);
            consumer.thread.start();
            return consumer;
        } catch (IOException | IllegalArgumentException e) {
            gateway.close();
            throw e;
        }
    }

    private void run() {
        while (!closed) {
            try {
                awaitKafka();
                consume();
            } catch (InterruptedException e) {
                LOG.debug("Woken to close", e);
            } catch (IOException | TimeoutException | ShutdownSignalException e) {
                LOG.warn("Expected to consume {}, but found: {}", config.queues(), reason(e));
            }
            backOff();
        }
    }

    private void awaitKafka() throws InterruptedException {
        while (!closed && !gateway.healthy()) {
            Thread.sleep(backoffMs);
            grow();
        }
    }

    private void consume() throws IOException, TimeoutException, InterruptedException {
        Connection connection = connector.open();
        try (Session opened = new Session(config, gateway, connection)) {
            session = opened;
            LOG.info("Connected, consuming {}", config.queues());
            backoffMs = FIRST_BACKOFF_MS;
            connectedOnce = true;
            if (!closed) {
                opened.run();
            }
        } finally {
            session = null;
        }
    }

    private void backOff() {
        if (!closed) {
            try {
                Thread.sleep(backoffMs);
            } catch (InterruptedException e) {
                LOG.debug("Woken", e);
            }
            grow();
        }
    }

    private void grow() {
        backoffMs = Math.min(2 * backoffMs, MAX_BACKOFF_MS);
    }

    private static String reason(Exception e) {
        Throwable cause = e.getCause();
        return e.getMessage() == null && cause != null ? cause.toString() : e.toString();
    }

    /** Whether it is consuming and Kafka takes events. May wait for seconds. */
    public boolean healthy() {
        Session current = session;
        return current != null && current.isConsuming() && gateway.healthy();
    }

    /**
     * Whether it was connected once. Later outages, of Kafka or of the server, are no reason to
     * take it away: it waits them out, and messages wait in their queues.
     */
    public boolean ready() {
        return connectedOnce;
    }

    private String prometheus() {
        Session current = session;
        return gateway.prometheus()
                + """
                # HELP tocsin_ingest_amqp_consuming Whether the queues are being consumed.
                # TYPE tocsin_ingest_amqp_consuming gauge
                tocsin_ingest_amqp_consuming %d
                """
                        .formatted(current != null && current.isConsuming() ? 1 : 0);
    }

    /** The port of health and metrics. */
    public int port() {
        return ops.port();
    }

    /** Its counters. */
    public GatewayMetrics metrics() {
        return gateway.metrics();
    }

    @Override
    public void close() {
        closed = true;
        Session current = session;
        if (current != null) {
            current.stop();
        } else {
            thread.interrupt();
        }
        try {
            thread.join(gateway.config().deliveryTimeout().plus(Duration.ofSeconds(10)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ops.close();
        gateway.close();
    }
}
