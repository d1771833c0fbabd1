package dev.tocsin.testkit;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.Ports;
import dev.tocsin.embedded.SecuredListener;
import dev.tocsin.testkit.TestAuthority.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker that wants TLS, a certificate of its clients, and a user with a password. */
public final class SecuredKafka implements AutoCloseable {
    /** The password of its user. */
    public static final String PASSWORD = "a-secret";

    private static final String USER = "tocsin";

    private final TestAuthority authority;
    private final EmbeddedKafka kafka;
    private final Path clientKeyStore;

    private SecuredKafka(TestAuthority authority, EmbeddedKafka kafka, Path clientKeyStore) {
        this.authority = authority;
        this.kafka = kafka;
        this.clientKeyStore = clientKeyStore;
    }

    /** Starts one that keeps its data and certificates in a directory. */
    public static SecuredKafka start(Path directory) throws IOException {
        TestAuthority authority = new TestAuthority(directory);
        SecuredListener secured =
                new SecuredListener(
                        Ports.free(),
                        keyStore(authority.issueRsaPkcs8("broker", "CN=broker")),
                        authority.certificate(),
                        USER,
                        PASSWORD);
        return new SecuredKafka(
                authority,
                EmbeddedKafka.start(directory.resolve("kafka"), 0, secured),
                keyStore(authority.issue("client", "CN=client")));
    }

    /** What an operator sets to reach it. */
    public Map<String, String> settings(String password) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.securedServers(),
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_SASL_MECHANISM",
                "PLAIN",
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.plain.PlainLoginModule required"
                        + " username=\"%s\" password=\"%s\";".formatted(USER, password),
                "KAFKA_SSL_TRUSTSTORE_TYPE",
                "PEM",
                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                authority.certificate().toString(),
                "KAFKA_SSL_KEYSTORE_TYPE",
                "PEM",
                "KAFKA_SSL_KEYSTORE_LOCATION",
                clientKeyStore.toString());
    }

    @Override
    public void close() {
        kafka.close();
    }

    private static Path keyStore(Issued issued) {
        Path both = Path.of(issued.certificate() + ".both");
        try {
            return Files.writeString(
                    both, Files.readString(issued.key()) + Files.readString(issued.certificate()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
