package dev.tocsin.desk.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The one client for addresses that come from settings or users. A name is looked up once for a
 * connection, every address of it is checked, and the connection goes to what was checked: a name
 * that answers differently the next time (DNS rebinding) gains nothing. Thread-safe.
 */
public final class OutgoingClient implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int HEADER_BYTES = 16_384;

    private final OutgoingPolicy policy;
    private final OutgoingLimits limits;
    private final HostLookup lookup;
    private final HttpClient http;

    private OutgoingClient(
            OutgoingPolicy policy, OutgoingLimits limits, HostLookup lookup, HttpClient http) {
        this.policy = policy;
        this.limits = limits;
        this.lookup = lookup;
        this.http = http;
    }

    /**
     * Starts a client.
     *
     * @param trusted who signs certificates of the other side; null for whom the JDK trusts
     */
    public static OutgoingClient start(
            OutgoingPolicy policy,
            OutgoingLimits limits,
            HostLookup lookup,
            @Nullable KeyStore trusted) {
        HttpClient http =
                new HttpClient(new HttpClientTransportOverHTTP(connector(trusted, limits)));
        OutgoingClient client = new OutgoingClient(policy, limits, lookup, http);
        http.setSocketAddressResolver(client.new Checked());
        http.setFollowRedirects(false);
        http.setIdleTimeout(limits.time().toMillis());
        http.setMaxResponseHeadersSize(HEADER_BYTES);
        http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Tocsin"));
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        try {
            http.start();
        } catch (Exception e) {
            throw new IllegalStateException("Expected a client for outgoing calls to start", e);
        }
        // What a small answer unpacks to would have to be bounded as well.
        http.getContentDecoderFactories().clear();
        return client;
    }

    private static ClientConnector connector(@Nullable KeyStore trusted, OutgoingLimits limits) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("outgoing");
        threads.setDaemon(true);
        SslContextFactory.Client tls = new SslContextFactory.Client();
        if (trusted != null) {
            tls.setTrustStore(trusted);
        }
        ClientConnector connector = new ClientConnector();
        connector.setSelectors(1);
        connector.setExecutor(threads);
        connector.setSslContextFactory(tls);
        connector.setConnectTimeout(limits.time());
        return connector;
    }

    /**
     * Makes a call; a GET follows redirects, each of them checked.
     *
     * @throws RefusedTargetException when the policy refuses the target
     * @throws IOException when there is no whole answer within the limits
     */
    public OutgoingAnswer send(OutgoingRequest request) throws IOException, InterruptedException {
        OutgoingRequest next = request;
        for (int hop = 0; hop <= limits.redirects(); hop++) {
            ContentResponse response = sendOnce(next);
            String location = response.getHeaders().get(HttpHeader.LOCATION);
            boolean redirect = response.getStatus() / 100 == 3 && location != null;
            if (!redirect || !request.method().equals("GET")) {
                return new OutgoingAnswer(response.getStatus(), response.getContent());
            }
            next = next.redirected(target(next.uri(), location));
        }
        throw new IOException(
                "Expected at most %d redirects of %s, but found more"
                        .formatted(limits.redirects(), request.uri().getHost()));
    }

    private URI target(URI from, String location) throws IOException {
        try {
            URI to = from.resolve(location);
            policy.checked(to);
            if (isTls(from) && !isTls(to)) {
                throw new RefusedTargetException(
                        "Expected a redirect to https://, but found " + to.getScheme());
            }
            return to;
        } catch (IllegalArgumentException e) {
            throw new IOException("Expected a redirect to an address, but found another text", e);
        }
    }

    private static boolean isTls(URI uri) {
        return uri.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    private ContentResponse sendOnce(OutgoingRequest request)
            throws IOException, InterruptedException {
        policy.checked(request.uri());
        Request prepared =
                http.newRequest(request.uri())
                        .method(request.method())
                        .timeout(limits.time().toMillis(), TimeUnit.MILLISECONDS)
                        .headers(all -> request.headers().forEach(all::put));
        if (request.body().length > 0) {
            prepared.body(new BytesRequestContent(request.contentType(), request.body()));
        }
        try {
            return new CompletableResponseListener(prepared, limits.bytes())
                    .send()
                    .get(2 * limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(request, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            var _ = prepared.abort(e);
            throw failed(request, e);
        }
    }

    private static IOException failed(OutgoingRequest request, Throwable cause) {
        if (cause instanceof RefusedTargetException refused) {
            return refused;
        }
        return new IOException(
                "Expected an answer of %s within the limits, but: %s"
                        .formatted(request.uri().getHost(), cause),
                cause);
    }

    @Override
    public void close() {
        try {
            http.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Expected the client of outgoing calls to stop", e);
        }
    }

    /** Looks names up on threads of its own, because it may take long, and checks what it finds. */
    private final class Checked implements SocketAddressResolver {
        @Override
        public void resolve(
                String host,
                int port,
                Map<String, Object> context,
                Promise<List<InetSocketAddress>> promise) {
            Thread.startVirtualThread(
                    () -> {
                        try {
                            promise.succeeded(addresses(host, port));
                        } catch (IOException | RuntimeException e) {
                            promise.failed(e);
                        }
                    });
        }

        private List<InetSocketAddress> addresses(String host, int port) throws IOException {
            List<InetSocketAddress> addresses = new ArrayList<>();
            for (InetAddress address : lookup.addresses(host)) {
                policy.check(host, address);
                // With its name: that is what the certificate is checked against.
                addresses.add(
                        new InetSocketAddress(
                                InetAddress.getByAddress(host, address.getAddress()), port));
            }
            return addresses;
        }
    }
}
