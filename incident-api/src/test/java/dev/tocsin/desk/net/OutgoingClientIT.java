package dev.tocsin.desk.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tocsin.testkit.TestAuthority;
import dev.tocsin.testkit.TestAuthority.Issued;
import dev.tocsin.tls.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against servers on this machine. */
class OutgoingClientIT {
    private static final OutgoingLimits LIMITS =
            new OutgoingLimits(Duration.ofSeconds(2), 1_000, 2);
    private static final OutgoingPolicy LOOPBACK =
            new OutgoingPolicy(Set.of(), List.of(Network.ofLiteral("127.0.0.1")), true);

    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = serve(HttpServer.create());
    }

    private HttpServer serve(HttpServer made) throws IOException {
        made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.createContext("/ok", exchange -> answer(exchange, 200, "well"));
        made.createContext("/large", exchange -> answer(exchange, 200, "x".repeat(1_001)));
        made.createContext(
                "/slow",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('x');
                    exchange.getResponseBody().flush();
                    awaitEnd();
                    exchange.close();
                });
        made.createContext(
                "/to",
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Location", exchange.getRequestURI().getQuery());
                    answer(exchange, 302, "");
                });
        made.createContext(
                "/echo",
                exchange ->
                        answer(
                                exchange,
                                200,
                                exchange.getRequestHeaders().getFirst("Authorization")
                                        + " "
                                        + new String(
                                                exchange.getRequestBody().readAllBytes(), UTF_8)));
        made.start();
        return made;
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    @Test
    void asvs136CallsTheAddressThatItCheckedAndAsksForNoOther() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HostLookup rebinding =
                host -> {
                    asked.incrementAndGet();
                    return new InetAddress[] {
                        InetAddress.ofLiteral(asked.get() == 1 ? "127.0.0.1" : "127.0.0.2")
                    };
                };
        try (OutgoingClient client = client(LOOPBACK, rebinding);
                OutgoingClient later = client(LOOPBACK, rebinding)) {
            URI uri = URI.create("http://rebinding.invalid:" + port() + "/ok");

            assertThat(get(client, uri).status()).isEqualTo(200);
            assertThat(asked).hasValue(1);
            assertThatExceptionOfType(RefusedTargetException.class)
                    .isThrownBy(() -> get(later, uri))
                    .withMessageContaining("127.0.0.2");
        }
    }

    @Test
    void refusesANameOfWhichAnyAddressIsRefused() {
        HostLookup mixed =
                _ ->
                        new InetAddress[] {
                            InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("10.0.0.1")
                        };
        try (OutgoingClient client = client(LOOPBACK, mixed)) {
            assertThatExceptionOfType(RefusedTargetException.class)
                    .isThrownBy(() -> get(client, at("/ok")))
                    .withMessageContaining("10.0.0.1");
        }
    }

    @Test
    void refusesThisMachineUnlessItIsAllowed() {
        try (OutgoingClient client =
                client(new OutgoingPolicy(Set.of(), List.of(), true), InetAddress::getAllByName)) {
            for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
                assertThatExceptionOfType(RefusedTargetException.class)
                        .as(host)
                        .isThrownBy(
                                () ->
                                        get(
                                                client,
                                                URI.create(
                                                        "http://" + host + ":" + port() + "/ok")));
            }
        }
    }

    @Test
    void followsRedirectsToAllowedPlacesAndBoundsThem() throws Exception {
        try (OutgoingClient client = client(LOOPBACK, InetAddress::getAllByName)) {
            assertThat(get(client, at("/to?/ok")).body()).isEqualTo("well".getBytes(UTF_8));
            assertThat(get(client, at("/to?/to?/ok")).status()).isEqualTo(200);
            assertThatIOException()
                    .isThrownBy(() -> get(client, at("/to?/to?/to?/ok")))
                    .withMessageContaining("at most 2 redirects");
        }
    }

    @Test
    void asvs1532FollowsNoRedirectToARefusedPlace() {
        try (OutgoingClient client = client(LOOPBACK, InetAddress::getAllByName)) {
            for (String place :
                    List.of(
                            "http://127.0.0.2:" + port() + "/ok",
                            "http://169.254.169.254/latest",
                            "http://[::1]/",
                            "file:///etc/passwd",
                            "http://2130706433/")) {
                assertThatExceptionOfType(RefusedTargetException.class)
                        .as(place)
                        .isThrownBy(() -> get(client, at("/to?" + place)));
            }
        }
    }

    @Test
    void tellsAnotherPlaceNoSecretAndPostsNothingTwice() throws Exception {
        try (OutgoingClient client =
                client(LOOPBACK, _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")})) {
            Map<String, String> secret = Map.of("Authorization", "secret");
            URI elsewhere = at("/to?http://elsewhere.invalid:" + port() + "/echo");

            assertThat(text(client.send(OutgoingRequest.get(elsewhere, secret))))
                    .isEqualTo("null ");
            assertThat(text(client.send(OutgoingRequest.get(at("/to?/echo"), secret))))
                    .isEqualTo("secret ");
            assertThat(
                            text(
                                    client.send(
                                            OutgoingRequest.form(
                                                    at("/echo"), secret, Map.of("a", "b c&=")))))
                    .isEqualTo("secret a=b+c%26%3D");
            assertThat(
                            client.send(OutgoingRequest.form(elsewhere, secret, Map.of("a", "b")))
                                    .status())
                    .isEqualTo(302);
        }
    }

    @Test
    void boundsTheBodyAndTheTime() {
        try (OutgoingClient client = client(LOOPBACK, InetAddress::getAllByName)) {
            assertThatIOException()
                    .isThrownBy(() -> get(client, at("/large")))
                    .withMessageContaining("Expected an answer of 127.0.0.1 within the limits");
            assertThatIOException().isThrownBy(() -> get(client, at("/slow")));
        }
    }

    @Test
    void checksTheCertificateOfTheNameAlthoughItCallsAnAddress(@TempDir Path directory)
            throws Exception {
        TestAuthority authority = new TestAuthority(directory);
        Issued own = authority.issue("server", "CN=server");
        HttpsServer secure = HttpsServer.create();
        secure.setHttpsConfigurator(
                new HttpsConfigurator(
                        new TlsFiles(own.certificate(), own.key(), null).read().context()));
        serve(secure);
        KeyStore trusted = new TlsFiles(null, null, authority.certificate()).read().trusted();
        HostLookup here = _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        int port = secure.getAddress().getPort();
        try (OutgoingClient client = OutgoingClient.start(LOOPBACK, LIMITS, here, trusted);
                OutgoingClient stranger = OutgoingClient.start(LOOPBACK, LIMITS, here, null)) {
            URI known = URI.create("https://localhost:" + port + "/ok");

            assertThat(get(client, known).status()).isEqualTo(200);
            assertThatIOException()
                    .isThrownBy(
                            () -> get(client, URI.create("https://other.invalid:" + port + "/ok")));
            assertThatIOException().isThrownBy(() -> get(stranger, known));
            assertThatExceptionOfType(RefusedTargetException.class)
                    .isThrownBy(
                            () ->
                                    get(
                                            client,
                                            URI.create(
                                                    known.resolve("/to?" + at("/ok")).toString())))
                    .withMessageContaining("redirect to https://");
        } finally {
            secure.stop(0);
        }
    }

    private void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static OutgoingClient client(OutgoingPolicy policy, HostLookup lookup) {
        return OutgoingClient.start(policy, LIMITS, lookup, noAuthorities());
    }

    private static @Nullable KeyStore noAuthorities() {
        return null;
    }

    private static OutgoingAnswer get(OutgoingClient client, URI uri)
            throws IOException, InterruptedException {
        return client.send(OutgoingRequest.get(uri, Map.of()));
    }

    private static String text(OutgoingAnswer answer) {
        return new String(answer.body(), UTF_8);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
