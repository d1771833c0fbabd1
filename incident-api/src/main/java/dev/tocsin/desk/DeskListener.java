package dev.tocsin.desk;

import dev.tocsin.tls.ServerTls;
import dev.tocsin.tls.TlsMaterial;
import dev.tocsin.tls.TlsWatch;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
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

    /** Has a server listen here; one in clear listens where it is started. */
    void addTo(JavalinConfig javalin) {
        SslContextFactory.Server ssl = tls;
        if (ssl != null) {
            javalin.jetty.addConnector((server, http) -> connector(server, http, ssl));
        }
    }

    private ServerConnector connector(
            Server server, HttpConfiguration http, SslContextFactory.Server ssl) {
        HttpConfiguration secure = new HttpConfiguration(http);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        HttpConnectionFactory http1 = new HttpConnectionFactory(secure);
        ServerConnector connector =
                new ServerConnector(
                        server, new SslConnectionFactory(ssl, http1.getProtocol()), http1);
        connector.setHost(config.host());
        connector.setPort(config.port());
        return connector;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
