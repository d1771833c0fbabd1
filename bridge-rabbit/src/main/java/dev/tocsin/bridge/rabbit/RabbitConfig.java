package dev.tocsin.bridge.rabbit;

import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.config.Settings;
import dev.tocsin.tls.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings of the AMQP bridge.
 *
 * @param uri the server: {@code amqp://user:password@host:port/vhost}, or {@code amqps}
 * @param tls the client's certificate and key, and the authorities of the server's
 * @param external whether the certificate logs in, not user and password
 * @param bindings the queues that are consumed, durable, and the exchanges that senders publish to
 * @param exchangeType of the exchanges, which are durable
 * @param declare whether exchanges, queues and bindings are made when they are absent; otherwise
 *     they must be there
 * @param prefetch the most messages that wait for Kafka's acknowledgement
 * @param source the source of its events
 * @param order with which others a message must stay in order
 * @param opsHost the address of health and metrics
 * @param opsPort their port; 0 for any
 * @param gateway settings of the gateway behind it
 */
public record RabbitConfig(
        String uri,
        TlsFiles tls,
        boolean external,
        List<Binding> bindings,
        String exchangeType,
        boolean declare,
        int prefetch,
        String source,
        OrderingKey order,
        String opsHost,
        int opsPort,
        GatewayConfig gateway) {
    private static final String URI_NAME = "RABBITMQ_URI";
    private static final String TLS = "TOCSIN_RABBIT_TLS";
    private static final String EXTERNAL = "TOCSIN_RABBIT_SASL_EXTERNAL";
    private static final String QUEUES = "TOCSIN_RABBIT_QUEUES";
    private static final String EXCHANGE_TYPE = "TOCSIN_RABBIT_EXCHANGE_TYPE";
    private static final String ORDERING_KEY = "TOCSIN_RABBIT_ORDERING_KEY";
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
        bindings = List.copyOf(bindings);
        if (external && tls.certificate() == null) {
            throw new IllegalArgumentException(
                    "Expected " + TLS + "_CERTIFICATE beside " + EXTERNAL + ", but found none");
        }
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
                TlsFiles.from(settings, TLS),
                settings.flag(EXTERNAL, false),
                bindings(settings),
                settings.text(EXCHANGE_TYPE, "direct"),
                settings.flag(DECLARE, true),
                (int) settings.number(PREFETCH, 500, 1, 65_535),
                settings.text(SOURCE, "rabbitmq"),
                OrderingKey.parse(ORDERING_KEY, settings.text(ORDERING_KEY, "")),
                settings.text(OPS_HOST, "127.0.0.1"),
                settings.port(OPS_PORT, 8081),
                GatewayConfig.from(env));
    }

    private static List<Binding> bindings(Settings settings) {
        String several = settings.optional(QUEUES);
        if (several != null) {
            return Binding.parse(QUEUES, several);
        }
        return List.of(
                new Binding(
                        settings.text(QUEUE, EVENTTASK),
                        settings.text(EXCHANGE, EVENTTASK),
                        settings.text(ROUTING_KEY, EVENTTASK)));
    }

    /** The queues that are consumed, each once. */
    List<String> queues() {
        return bindings.stream().map(Binding::queue).distinct().toList();
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

    /**
     * Reads the files that the settings name, and asks no server.
     *
     * @throws IOException when a bridge with these settings could not work; the message says why
     */
    void check() throws IOException {
        gateway.check();
        var _ = tls.read();
    }

    /** The settings in effect, one {@code NAME=value} a line; the password is masked. */
    public String describe() {
        return tls.describe(gateway.describe(), TLS)
                .withAddress(URI_NAME, uri)
                .with(EXTERNAL, external)
                .with(
                        QUEUES,
                        bindings.stream().map(Binding::toString).collect(Collectors.joining(",")))
                .with(EXCHANGE_TYPE, exchangeType)
                .with(ORDERING_KEY, order.name())
                .with(DECLARE, declare)
                .with(PREFETCH, prefetch)
                .with(SOURCE, source)
                .with(OPS_HOST, opsHost)
                .with(OPS_PORT, opsPort)
                .toString();
    }
}
