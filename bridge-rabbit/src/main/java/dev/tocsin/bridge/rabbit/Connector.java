package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import dev.tocsin.tls.TlsFiles;
import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Opens connections to the AMQP server of a configuration. */
final class Connector {
    private static final int TIMEOUT_MS = 10_000;
    private static final int HEARTBEAT_S = 15;

    private final ConnectionFactory factory;
    private final TlsFiles tls;

    /**
     * @throws IllegalArgumentException when the address cannot be used
     */
    Connector(RabbitConfig config) {
        this.factory = new ConnectionFactory();
        this.tls = config.tls();
        try {
            factory.setUri(config.uri());
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Expected an AMQP address that can be used, but found: " + e.getMessage(), e);
        }
        if (config.external()) {
            factory.setSaslConfig(DefaultSaslConfig.EXTERNAL);
        }
        factory.setConnectionTimeout(TIMEOUT_MS);
        factory.setHandshakeTimeout(TIMEOUT_MS);
        factory.setRequestedHeartbeat(HEARTBEAT_S);
        // Sessions are made anew as a whole: a channel that the server closed comes back too.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
    }

    /**
     * Opens a connection. TLS files are read each time, so that those that changed are used.
     *
     * @throws IOException when TLS files cannot be used, or the server is not there
     */
    Connection open() throws IOException, TimeoutException {
        if (factory.isSSL()) {
            // setUri alone would trust every certificate.
            factory.useSslProtocol(context());
            factory.enableHostnameVerification();
        }
        return factory.newConnection("tocsin-bridge-rabbit");
    }

    private SSLContext context() throws IOException {
        try {
            return tls.read().context();
        } catch (GeneralSecurityException e) {
            throw new IOException("Expected TLS that can be used, but found: " + e.getMessage(), e);
        }
    }
}
