package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.tocsin.bridge.EventGateway;
import dev.tocsin.bridge.Outcome;
import dev.tocsin.bridge.Rejected;
import dev.tocsin.bridge.Submission;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's life: declares, consumes, settles, until the connection is lost, Kafka does not
 * take a message, or it is closed. What is not settled then goes back to the queue by itself, in
 * its place.
 */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final int CLOSE_MS = 5_000;

    private final RabbitConfig config;
    private final EventGateway gateway;
    private final Messages messages;
    private final Connection connection;
    private final Channel channel;
    private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>();
    private final ReentrantLock delivering = new ReentrantLock();
    private volatile boolean taking = true;
    private volatile boolean consuming;

    Session(RabbitConfig config, EventGateway gateway, Connection connection) throws IOException {
        this.config = config;
        this.gateway = gateway;
        this.messages =
                new Messages(config.source(), config.order(), gateway.config().maxBodyBytes());
        this.connection = connection;
        this.channel = connection.createChannel();
    }

    /**
     * Consumes and settles. Returns when {@link #stop} was called and everything before is settled,
     * or when Kafka did not take a message.
     *
     * @throws IOException when the connection or the channel is lost
     */
    void run() throws IOException, InterruptedException {
        declare();
        channel.basicQos(config.prefetch());
        Deliveries deliveries = new Deliveries();
        for (String queue : config.queues()) {
            channel.basicConsume(queue, false, deliveries);
        }
        consuming = true;
        Settlement settlement = new Settlement(channel, pending);
        Settlement.Progress progress;
        do {
            progress = settlement.settleNext();
        } while (progress == Settlement.Progress.GOING_ON);
        stopTaking();
        if (!channel.isOpen()) {
            throw new IOException("the channel is gone: " + channel.getCloseReason());
        }
        settlement.settleRest();
        if (progress == Settlement.Progress.NOT_TAKEN) {
            LOG.warn(
                    "Expected Kafka to take every message, but it did not; they wait in the queue");
        }
    }

    /** Asks to end once everything that was delivered is settled. */
    void stop() {
        stopTaking();
        pending.add(new Pending.End());
    }

    /** After this, no message is under way to the gateway without being pending. */
    private void stopTaking() {
        delivering.lock();
        try {
            taking = false;
        } finally {
            delivering.unlock();
        }
    }

    private void declare() throws IOException {
        for (String queue : config.queues()) {
            if (config.declare()) {
                channel.queueDeclare(queue, true, false, false, null);
            } else {
                channel.queueDeclarePassive(queue);
            }
        }
        for (Binding binding : config.bindings()) {
            String exchange = binding.exchange();
            if (config.declare() && exchange != null) {
                declareExchange(exchange);
                channel.queueBind(binding.queue(), exchange, binding.routingKey());
            }
        }
    }

    /** The server's own exchanges are there, and declaring them is an error. */
    private void declareExchange(String exchange) throws IOException {
        if (exchange.startsWith("amq.")) {
            channel.exchangeDeclarePassive(exchange);
        } else {
            channel.exchangeDeclare(exchange, config.exchangeType(), true);
        }
    }

    /** Whether the queues are there, bound and being consumed. */
    boolean isConsuming() {
        return consuming && taking && channel.isOpen();
    }

    @Override
    public void close() {
        taking = false;
        try {
            connection.close(CLOSE_MS);
        } catch (IOException | ShutdownSignalException e) {
            connection.abort(CLOSE_MS);
        }
    }

    /** Hands each message to the gateway, in the order they come. */
    private final class Deliveries extends DefaultConsumer {
        Deliveries() {
            super(channel);
        }

        @Override
        public void handleDelivery(
                String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
            delivering.lock();
            try {
                if (taking) {
                    long tag = envelope.getDeliveryTag();
                    pending.add(new Pending.Message(tag, submit(envelope, properties, body)));
                }
            } finally {
                delivering.unlock();
            }
        }

        @Override
        public void handleCancel(String consumer) {
            pending.add(new Pending.End());
        }

        @Override
        public void handleShutdownSignal(String consumer, ShutdownSignalException signal) {
            pending.add(new Pending.End());
        }

        private CompletableFuture<Outcome> submit(
                Envelope envelope, BasicProperties properties, byte[] body) {
            Submission submission = messages.toSubmission(envelope, properties, body);
            try {
                return gateway.acceptWhenFree(submission);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return CompletableFuture.completedFuture(
                        new Rejected.Overloaded(
                                "Interrupted while waiting for room",
                                gateway.config().retryAfter()));
            }
        }
    }
}
