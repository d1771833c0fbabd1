package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
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

    Connector(RabbitConfig config) {
        this.factory = new ConnectionFactory();
        try {
            factory.setUri(config.uri());
            if (factory.isSSL()) {
                // setUri alone would trust every certificate.
                factory.useSslProtocol(SSLContext.getDefault());
                factory.enableHostnameVerification();
            }
        } catch (URISyntaxException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Expected an AMQP address and TLS that can be used, but found: "
                            + e.getMessage(),
                    e);
        }
        factory.setConnectionTimeout(TIMEOUT_MS);
        factory.setHandshakeTimeout(TIMEOUT_MS);
        factory.setRequestedHeartbeat(HEARTBEAT_S);
        // Sessions are made anew as a whole: a channel that the server closed comes back too.
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
    }

    Connection open() throws IOException, TimeoutException {
        return factory.newConnection("tocsin-bridge-rabbit");
    }
}
