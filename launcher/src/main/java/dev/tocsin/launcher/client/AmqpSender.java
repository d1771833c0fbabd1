package dev.tocsin.launcher.client;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/**
 * Publishes persistent messages to the exchange {@code eventtask} with publisher confirms. Not
 * thread-safe.
 */
public final class AmqpSender implements AutoCloseable {
    private static final int PERSISTENT = 2;
    private static final long CONFIRM_MS = 30_000;

    private final Connection connection;
    private final Channel channel;

    /**
     * Connects.
     *
     * @throws IOException when the broker does not answer; the message names it
     */
    public AmqpSender(String uri) throws IOException {
        try {
            ConnectionFactory factory = new ConnectionFactory();
            factory.setUri(uri);
            connection = factory.newConnection("tocsin-sender");
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (Exception e) {
            throw new IOException(
                    "Expected an AMQP broker at %s, but: %s"
                            .formatted(uri.replaceAll("://[^@/]+@", "://"), e),
                    e);
        }
    }

    /** Publishes one message; its id becomes the event's id. Durable after {@link #confirm}. */
    public void send(byte[] body, String messageId) throws IOException {
        BasicProperties properties =
                new BasicProperties.Builder()
                        .contentType("application/json")
                        .deliveryMode(PERSISTENT)
                        .messageId(messageId)
                        .build();
        channel.basicPublish("eventtask", "eventtask", true, properties, body);
    }

    /**
     * Waits until the broker has confirmed what was sent.
     *
     * @throws IOException when it refused one or did not confirm in 30 s
     */
    public void confirm() throws IOException, InterruptedException {
        try {
            channel.waitForConfirmsOrDie(CONFIRM_MS);
        } catch (TimeoutException e) {
            throw new IOException("Expected the AMQP broker to confirm within 30 s", e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
