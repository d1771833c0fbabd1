package dev.tocsin.bench.ingest;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The queue that the AMQP bridge consumes, from outside. */
final class AmqpQueue implements AutoCloseable {
    private static final String EVENTTASK = "eventtask";
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Connection connection;
    private final Channel channel;

    AmqpQueue(String uri) throws IOException {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(uri);
            connection = factory.newConnection("tocsin-bench");
            channel = connection.createChannel();
        } catch (Exception e) {
            throw new IOException("Expected an AMQP server at RABBITMQ_URI, but: " + e, e);
        }
    }

    /**
     * Makes it, empty.
     *
     * @throws IOException when it holds messages: they are not ours to throw away
     */
    void make() throws IOException {
        channel.exchangeDeclare(EVENTTASK, BuiltinExchangeType.DIRECT, true);
        long held = channel.queueDeclare(EVENTTASK, true, false, false, null).getMessageCount();
        channel.queueBind(EVENTTASK, EVENTTASK, EVENTTASK);
        if (held > 0) {
            throw new IOException(
                    "Expected the queue %s to be empty, but it holds %d messages"
                            .formatted(EVENTTASK, held));
        }
    }

    /** Waits until no message is there, delivered or not. */
    void awaitEmpty(Duration patience) throws IOException {
        long start = System.nanoTime();
        while (channel.messageCount(EVENTTASK) > 0) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IOException("Expected the queue to be empty, but it is not");
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
