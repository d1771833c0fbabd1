package dev.tocsin.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * A listener of the embedded broker as a real cluster has it: TLS, a certificate of the client, and
 * a user with a password (SASL_SSL, PLAIN).
 *
 * @param port where it listens, on the loopback address
 * @param keyStore the broker's key and certificate, one behind the other in PEM
 * @param authority who signs the certificates of clients, in PEM
 */
public record SecuredListener(
        int port, Path keyStore, Path authority, String user, String password) {
    private static final String NAME = "SECURED";
    private static final String PREFIX = "listener.name.secured.";

    String address() {
        return "127.0.0.1:" + port;
    }

    void addTo(Properties broker) {
        String listener = "," + NAME + "://" + address();
        append(broker, "listeners", listener);
        append(broker, "advertised.listeners", listener);
        append(broker, "listener.security.protocol.map", "," + NAME + ":SASL_SSL");
        broker.setProperty("inter.broker.listener.name", "PLAINTEXT");
        Map.of(
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " user_%s=\"%s\";".formatted(user, password),
                        "ssl.keystore.type",
                        "PEM",
                        "ssl.keystore.location",
                        keyStore.toString(),
                        "ssl.truststore.type",
                        "PEM",
                        "ssl.truststore.location",
                        authority.toString(),
                        "ssl.client.auth",
                        "required")
                .forEach((name, value) -> broker.setProperty(PREFIX + name, value));
    }

    private static void append(Properties broker, String name, String more) {
        broker.setProperty(name, broker.getProperty(name) + more);
    }

    /** Its address and user; there is a password among its settings. */
    @Override
    public String toString() {
        return address() + " as " + user;
    }
}
