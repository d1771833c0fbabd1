package dev.tocsin.desk;

import dev.tocsin.tls.ServerTls;
import dev.tocsin.tls.TlsMaterial;
import dev.tocsin.tls.TlsWatch;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of the API: in clear, or TLS with files that are read again when they change, in which
 * clients may show a certificate. Connections that are there keep what they began with.
 */
final class DeskListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeskListener.class);

    /**
     * Connections that the system holds until they are taken: with the 50 of the JDK, consoles that
     * come back at once after a restart wait for seconds until they try again.
     */
    private static final int WAITING_CONNECTIONS = 4096;

    private final ApiConfig config;
    private final SslContextFactory.@Nullable Server tls;
    private final @Nullable TlsWatch watch;

    private DeskListener(
            ApiConfig config, SslContextFactory.@Nullable Server tls, @Nullable TlsWatch watch) {
        this.config = config;
        this.tls = tls;
        this.watch = watch;
    }

    /**
     * Reads the TLS files, if there are any, and begins to watch them.
     *
     * @throws IllegalStateException when they cannot be used; the message says why
     */
    static DeskListener of(ApiConfig config) {
        ServerTls settings = config.https().server();
        if (!settings.inUse()) {
            return new DeskListener(config, null, null);
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        try {
            use(tls, settings.files().read());
            tls.setWantClientAuth(settings.asksClients());
            tls.setNeedClientAuth(settings.clientRequired());
            TlsWatch watch =
                    TlsWatch.start(
                            settings.files(), settings.reload(), found -> reload(tls, found));
            return new DeskListener(config, tls, watch);
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void use(SslContextFactory tls, TlsMaterial material) {
        tls.setKeyStore(material.identity());
        tls.setKeyStorePassword(TlsMaterial.PASSWORD);
        tls.setTrustStore(material.trusted());
    }

    private static void reload(SslContextFactory tls, TlsMaterial material) {
        try {
            tls.reload(factory -> use(factory, material));
        } catch (Exception e) {
            LOG.error("Expected to use the TLS files that changed, but: {}", e.getMessage(), e);
        }
    }

    /** What its addresses begin with. */
    String scheme() {
        return tls == null ? "http" : "https";
    }

    /** Has a server listen here. */
    void addTo(JavalinConfig javalin) {
        javalin.jetty.addConnector(this::connector);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, factories(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        return connector;
    }

    private ConnectionFactory[] factories(HttpConfiguration http) {
        SslContextFactory.Server ssl = tls;
        if (ssl == null) {
            return new ConnectionFactory[] {new HttpConnectionFactory(http)};
        }
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(secure);
        return new ConnectionFactory[] {new SslConnectionFactory(ssl, http1.getProtocol()), http1};
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
