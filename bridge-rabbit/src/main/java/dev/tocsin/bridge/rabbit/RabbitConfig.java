package dev.tocsin.bridge.rabbit;

import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.bridge.config.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Settings of the AMQP bridge.
 *
 * @param uri the server: {@code amqp://user:password@host:port/vhost}, or {@code amqps}
 * @param exchange the exchange that senders publish to, direct and durable
 * @param queue the queue that is consumed, durable
 * @param routingKey binds the queue to the exchange
 * @param declare whether exchange, queue and binding are made when they are absent; otherwise they
 *     must be there
 * @param prefetch the most messages that wait for Kafka's acknowledgement
 * @param source the source of its events
 * @param opsHost the address of health and metrics
 * @param opsPort their port; 0 for any
 * @param gateway settings of the gateway behind it
 */
public record RabbitConfig(
        String uri,
        String exchange,
        String queue,
        String routingKey,
        boolean declare,
        int prefetch,
        String source,
        String opsHost,
        int opsPort,
        GatewayConfig gateway) {
    private static final String URI_NAME = "RABBITMQ_URI";
    private static final String EXCHANGE = "TOCSIN_RABBIT_EXCHANGE";
    private static final String QUEUE = "TOCSIN_RABBIT_QUEUE";
    private static final String ROUTING_KEY = "TOCSIN_RABBIT_ROUTING_KEY";
    private static final String DECLARE = "TOCSIN_RABBIT_DECLARE";
    private static final String PREFETCH = "TOCSIN_RABBIT_PREFETCH";
    private static final String SOURCE = "TOCSIN_RABBIT_SOURCE";
    private static final String OPS_HOST = "TOCSIN_RABBIT_OPS_HOST";
    private static final String OPS_PORT = "TOCSIN_RABBIT_OPS_PORT";
    private static final String EVENTTASK = "eventtask";

    public RabbitConfig {
        requireAmqp(uri);
    }

    /**
     * The settings of an environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static RabbitConfig from(Map<String, String> env) {
        Settings settings = new Settings(env);
        return new RabbitConfig(
                settings.text(URI_NAME, "amqp://guest:guest@127.0.0.1:5672"),
                settings.text(EXCHANGE, EVENTTASK),
                settings.text(QUEUE, EVENTTASK),
                settings.text(ROUTING_KEY, EVENTTASK),
                settings.flag(DECLARE, true),
                (int) settings.number(PREFETCH, 500, 1, 65_535),
                settings.text(SOURCE, "rabbitmq"),
                settings.text(OPS_HOST, "127.0.0.1"),
                settings.port(OPS_PORT, 8081),
                GatewayConfig.from(env));
    }

    private static void requireAmqp(String uri) {
        try {
            String scheme = new URI(uri).getScheme();
            if (!"amqp".equals(scheme) && !"amqps".equals(scheme)) {
                throw wrong();
            }
        } catch (URISyntaxException e) {
            throw wrong();
        }
    }

    /** Says nothing of what was found: there is a password in it. */
    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "Expected "
                        + URI_NAME
                        + " to be amqp://user:password@host:port/vhost (or amqps://…), but found"
                        + " another address");
    }

    /** The settings in effect, one {@code NAME=value} a line; the password is masked. */
    public String describe() {
        return gateway.describe()
                .withAddress(URI_NAME, uri)
                .with(EXCHANGE, exchange)
                .with(QUEUE, queue)
                .with(ROUTING_KEY, routingKey)
                .with(DECLARE, declare)
                .with(PREFETCH, prefetch)
                .with(SOURCE, source)
                .with(OPS_HOST, opsHost)
                .with(OPS_PORT, opsPort)
                .toString();
    }
}
