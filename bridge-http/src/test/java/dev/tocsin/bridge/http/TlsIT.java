package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.tocsin.bridge.Door;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TestAuthority;
import dev.tocsin.testkit.TestAuthority.Issued;
import dev.tocsin.tls.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS, certificates of clients and HTTP/2, with the JDK's client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsIT {
    private static final String TOKEN = "Bearer token-of-web";

    private Path directory;
    private EmbeddedKafka kafka;
    private TestAuthority authority;
    private Issued own;
    private IngestServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
        TopicSetup.create(kafka.bootstrapServers());
        authority = new TestAuthority(directory);
        own = authority.issueRsaPkcs8("server", "CN=server");
        server = IngestServer.start(config("TOCSIN_HTTP_TLS_CLIENT_SUBJECTS", "dmz=CN=dmz,O=X"));
        await().until(server::ready);
    }

    @AfterAll
    void stop() {
        server.close();
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(Version.class)
    void takesEventsOverBothVersionsOfHttp(Version version) throws Exception {
        try (HttpClient client = client(version, context(null))) {
            HttpResponse<String> answer = post(client, server, TOKEN);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(version);
        }
    }

    @Test
    void takesHttp2InClearToo() throws Exception {
        try (IngestServer clear =
                        IngestServer.start(
                                HttpConfig.from(
                                        Map.of(
                                                "KAFKA_BOOTSTRAP_SERVERS",
                                                kafka.bootstrapServers(),
                                                "TOCSIN_HTTP_PORT",
                                                "0",
                                                "TOCSIN_INGEST_OPEN",
                                                "true")));
                HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build()) {
            URI base = URI.create("http://127.0.0.1:" + clear.port());
            HttpRequest upgrade = HttpRequest.newBuilder(base.resolve("/status")).build();
            HttpRequest request =
                    HttpRequest.newBuilder(base.resolve("/events"))
                            .POST(BodyPublishers.ofString("{\"a\":1}"))
                            .build();

            client.send(upgrade, BodyHandlers.ofString());
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(Version.HTTP_2);
        }
    }

    @Test
    void knowsAClientByTheSubjectOfItsCertificate() throws Exception {
        Issued dmz = authority.issue("dmz", "CN=dmz,O=X");
        Issued stranger = authority.issue("stranger", "CN=stranger,O=X");

        try (HttpClient known = client(Version.HTTP_2, context(dmz));
                HttpClient unknown = client(Version.HTTP_1_1, context(stranger));
                HttpClient nobody = client(Version.HTTP_1_1, context(null))) {
            assertThat(post(known, server, null).statusCode()).isEqualTo(200);
            assertThat(post(unknown, server, null).body()).contains("403", "CN=stranger");
            assertThat(post(nobody, server, null).statusCode()).isEqualTo(401);
        }
        assertThat(server.metrics().totals(new Door("dmz", "http")).published().events())
                .isEqualTo(1);
    }

    @Test
    void turnsAClientAwayWhoseCertificateAnotherAuthoritySigned() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Issued forged = new TestAuthority(elsewhere).issue("dmz", "CN=dmz,O=X");

        try (HttpClient client = client(Version.HTTP_1_1, context(forged))) {
            assertThatIOException().isThrownBy(() -> post(client, server, TOKEN));
        }
    }

    @Test
    void turnsAClientAwayThatHasNoCertificateWhereOneIsRequired() throws Exception {
        Issued dmz = authority.issue("dmz-2", "CN=dmz,O=X");
        try (IngestServer strict =
                        IngestServer.start(config("TOCSIN_HTTP_TLS_CLIENT_REQUIRED", "true"));
                HttpClient known = client(Version.HTTP_2, context(dmz));
                HttpClient nobody = client(Version.HTTP_1_1, context(null))) {
            assertThat(post(known, strict, null).statusCode()).isEqualTo(200);
            assertThatIOException().isThrownBy(() -> post(nobody, strict, TOKEN));
        }
    }

    @Test
    void usesFilesThatChangedAndLeavesConnectionsAsTheyAre() throws Exception {
        Issued used = authority.issue("used", "CN=before");
        Map<String, String> files = new HashMap<>();
        files.put("TOCSIN_HTTP_TLS_CERTIFICATE", used.certificate().toString());
        files.put("TOCSIN_HTTP_TLS_KEY", used.key().toString());
        files.put("TOCSIN_HTTP_TLS_RELOAD_MS", "50");
        try (IngestServer changing = IngestServer.start(config(files));
                Socket kept = context(null).getSocketFactory().createSocket()) {
            kept.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), changing.port()));
            assertThat(status(kept)).contains("200");

            Issued next = authority.issueEc("next", "CN=after");
            Files.copy(next.key(), used.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(next.certificate(), used.certificate(), StandardCopyOption.REPLACE_EXISTING);

            await().until(() -> subject(changing).equals("CN=after"));
            assertThat(status(kept)).contains("200");
        }
    }

    @Test
    void doesNotStartWithFilesThatCannotBeUsed() {
        assertThatIOException()
                .isThrownBy(
                        () ->
                                IngestServer.start(
                                        config(
                                                "TOCSIN_HTTP_TLS_KEY",
                                                directory.resolve("absent.pem").toString())))
                .withMessageContaining("absent.pem");
    }

    /** Asks over a connection that stays. */
    private static String status(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(UTF_8));
        InputStream in = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("loginput\"}")) {
            int next = in.read();
            if (next < 0) {
                return "end";
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private String subject(IngestServer of) throws Exception {
        try (HttpClient client = client(Version.HTTP_1_1, context(null))) {
            return ((X509Certificate)
                            post(client, of, TOKEN)
                                    .sslSession()
                                    .orElseThrow(() -> new SSLPeerUnverifiedException("none"))
                                    .getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private HttpResponse<String> post(
            HttpClient client, IngestServer to, @Nullable String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + to.port() + "/events"))
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString("{\"a\":1}"));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpClient client(Version version, SSLContext context) {
        return HttpClient.newBuilder().version(version).sslContext(context).build();
    }

    private SSLContext context(@Nullable Issued client) throws Exception {
        return new TlsFiles(
                        client == null ? null : client.certificate(),
                        client == null ? null : client.key(),
                        authority.certificate())
                .read()
                .context();
    }

    private HttpConfig config(String name, String value) {
        return config(Map.of(name, value));
    }

    private HttpConfig config(Map<String, String> more) {
        Map<String, String> env = new HashMap<>();
        env.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        env.put("TOCSIN_HTTP_PORT", "0");
        env.put("TOCSIN_INGEST_TOKENS", "web=token-of-web");
        env.put("TOCSIN_HTTP_TLS_CERTIFICATE", own.certificate().toString());
        env.put("TOCSIN_HTTP_TLS_KEY", own.key().toString());
        env.put("TOCSIN_HTTP_TLS_CA", authority.certificate().toString());
        env.putAll(more);
        return HttpConfig.from(env);
    }
}
