package dev.tocsin.bridge.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

/** A sender in tests: persistent messages with publisher confirms. */
final class AmqpSender implements AutoCloseable {
    private static final long CONFIRM_MS = 30_000;
    private final Connection connection;
    private final Channel channel;

    AmqpSender(String uri) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(uri);
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
    }

    AmqpSender send(String body) throws Exception {
        return send(body, new BasicProperties.Builder());
    }

    AmqpSender send(String body, BasicProperties.Builder properties) throws Exception {
        return send("eventtask", "eventtask", body, properties);
    }

    AmqpSender send(String exchange, String key, String body, BasicProperties.Builder properties)
            throws Exception {
        channel.basicPublish(
                exchange, key, properties.deliveryMode(2).build(), body.getBytes(UTF_8));
        return this;
    }

    AmqpSender sendNumbered(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            send("{\"n\":" + i + "}");
        }
        return this;
    }

    void confirm() throws Exception {
        channel.waitForConfirmsOrDie(CONFIRM_MS);
    }

    /** Messages that wait in the queue and were not delivered. */
    long waiting() throws Exception {
        return channel.messageCount("eventtask");
    }

    @Override
    public void close() {
        connection.abort();
    }
}
