package dev.tocsin.bridge.http;

import dev.tocsin.bridge.GatewayConfig;
import dev.tocsin.config.Settings;
import java.io.IOException;
import java.util.Map;

/**
 * Settings of the HTTP bridge.
 *
 * @param host the address it listens on
 * @param port 0 for any
 * @param opsPort the port of health and metrics alone, in clear; -1 for none of its own: metrics
 *     are on {@code port} then, where health is anyway
 * @param tokens who may send
 * @param open whether events are taken without a token, as source {@code local}
 * @param splunkAcks whether senders of Splunk's protocol that name a channel get ack ids
 * @param limits of connections and requests
 * @param tls certificates of both sides
 * @param gateway settings of the gateway behind it
 */
public record HttpConfig(
        String host,
        int port,
        int opsPort,
        IngestTokens tokens,
        boolean open,
        boolean splunkAcks,
        HttpLimits limits,
        HttpTls tls,
        GatewayConfig gateway) {
    private static final String HOST = "TOCSIN_HTTP_HOST";
    private static final String PORT = "TOCSIN_HTTP_PORT";
    private static final String OPS_PORT = "TOCSIN_HTTP_OPS_PORT";
    private static final String TOKENS = "TOCSIN_INGEST_TOKENS";
    private static final String OPEN = "TOCSIN_INGEST_OPEN";
    private static final String SPLUNK_ACKS = "TOCSIN_SPLUNK_ACKS";

    /**
     * The settings of an environment.
     *
     * @throws IllegalArgumentException naming the variable that is wrong
     */
    public static HttpConfig from(Map<String, String> env) {
        Settings settings = new Settings(env);
        return new HttpConfig(
                settings.text(HOST, "127.0.0.1"),
                settings.port(PORT, 8080),
                (int) settings.number(OPS_PORT, -1, -1, 65_535),
                IngestTokens.parse(TOKENS, settings.text(TOKENS, "")),
                settings.flag(OPEN, false),
                settings.flag(SPLUNK_ACKS, true),
                HttpLimits.from(settings),
                HttpTls.from(settings),
                GatewayConfig.from(env));
    }

    /**
     * Reads the files that the settings name, and asks no server.
     *
     * @throws IOException when a bridge with these settings would not start; the message says why
     */
    void check() throws IOException {
        gateway.check();
        var _ = tls.server().files().read();
    }

    /** The settings in effect, one {@code NAME=value} a line; tokens are masked. */
    public String describe() {
        return tls.describe(limits.describe(gateway.describe()))
                .with(HOST, host)
                .with(PORT, port)
                .with(OPS_PORT, opsPort)
                .with(TOKENS, tokens)
                .with(OPEN, open)
                .with(SPLUNK_ACKS, splunkAcks)
                .toString();
    }
}
