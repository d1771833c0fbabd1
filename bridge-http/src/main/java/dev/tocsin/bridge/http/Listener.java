package dev.tocsin.bridge.http;

import dev.tocsin.tls.ServerTls;
import dev.tocsin.tls.TlsMaterial;
import dev.tocsin.tls.TlsWatch;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket that senders connect to: HTTP/1.1 and HTTP/2, over TLS (ALPN) or in clear (h2c), under
 * the {@link HttpLimits}. TLS files are read again when they change; connections that are there
 * keep what they began with.
 */
final class Listener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    /**
     * Connections that the system holds until they are taken. With the 50 of the JDK, many senders
     * that come back at once after a restart wait for seconds until they try again.
     */
    private static final int WAITING_CONNECTIONS = 4096;

    private final HttpConfig config;
    private final SslContextFactory.@Nullable Server tls;
    private final @Nullable TlsWatch watch;

    private Listener(
            HttpConfig config, SslContextFactory.@Nullable Server tls, @Nullable TlsWatch watch) {
        this.config = config;
        this.tls = tls;
        this.watch = watch;
    }

    /**
     * Reads the TLS files, if there are any, and begins to watch them.
     *
     * @throws IOException when they cannot be used; the message says why
     */
    static Listener of(HttpConfig config) throws IOException {
        ServerTls settings = config.tls().server();
        if (!settings.inUse()) {
            return new Listener(config, null, null);
        }
        SslContextFactory.Server tls = new SslContextFactory.Server();
        use(tls, settings.files().read());
        tls.setWantClientAuth(settings.asksClients());
        tls.setNeedClientAuth(settings.clientRequired());
        TlsWatch watch =
                TlsWatch.start(
                        settings.files(), settings.reload(), material -> reload(tls, material));
        return new Listener(config, tls, watch);
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

    /** Has a server listen here. */
    void addTo(JavalinConfig javalin) {
        javalin.jetty.addConnector((server, _) -> connector(server));
    }

    private ServerConnector connector(Server server) {
        ServerConnector connector =
                new ServerConnector(server, factories().toArray(ConnectionFactory[]::new));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setAcceptQueueSize(WAITING_CONNECTIONS);
        connector.setIdleTimeout(config.limits().idleTimeout().toMillis());
        server.addBean(new NetworkConnectionLimit(config.limits().maxConnections(), connector));
        return connector;
    }

    private List<ConnectionFactory> factories() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(config.limits().maxHeaderBytes());
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        if (tls == null) {
            return List.of(http1, limited(new HTTP2CServerConnectionFactory(http)));
        }
        http.addCustomizer(new SecureRequestCustomizer(false));
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(http1.getProtocol());
        List<ConnectionFactory> factories = new ArrayList<>();
        factories.add(new SslConnectionFactory(tls, alpn.getProtocol()));
        factories.add(alpn);
        factories.add(limited(new HTTP2ServerConnectionFactory(http)));
        factories.add(http1);
        return factories;
    }

    private AbstractHTTP2ServerConnectionFactory limited(
            AbstractHTTP2ServerConnectionFactory http2) {
        http2.setMaxConcurrentStreams(config.limits().maxStreams());
        return http2;
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
