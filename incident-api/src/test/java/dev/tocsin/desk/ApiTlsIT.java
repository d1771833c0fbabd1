package dev.tocsin.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.tocsin.testkit.TestAuthority;
import dev.tocsin.testkit.TestAuthority.Issued;
import dev.tocsin.tls.TlsFiles;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The API over TLS, and machines that show a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTlsIT {
    private static final String INCIDENTS = "/api/v1/incidents";

    private Path directory;
    private DeskDriver desk;
    private TestAuthority authority;
    private Issued own;
    private DeskServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        desk = new DeskDriver(directory);
        authority = new TestAuthority(directory);
        own = authority.issueRsaPkcs8("server", "CN=server");
        server = DeskServer.start(config(Map.of()));
    }

    @AfterAll
    void stop() {
        server.close();
        desk.close();
    }

    @Test
    void asvs1221ServesHttpsWithCookiesThatStayOnIt() throws Exception {
        Answer session =
                caller(server, null)
                        .post("/api/v1/session", "{\"key\":\"" + DeskDriver.ADMIN + "\"}");

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.header("Set-Cookie")).startsWith("__Host-").contains("; Secure");
        assertThat(session.header("Strict-Transport-Security")).isNotNull();
    }

    @Test
    void asvs1213KnowsAMachineByItsCertificateAndGivesItTheRolesOfTheSettings() throws Exception {
        Issued export = authority.issue("export", "CN=export,O=Example");
        Caller machine = caller(server, export);

        Answer session = machine.get("/api/v1/session");

        assertThat(session.text("id")).isEqualTo("certificate:CN=export,O=Example");
        assertThat(session.text("role")).isEqualTo("viewer");
        assertThat(session.text("method")).isEqualTo("certificate");
        assertThat(machine.get(INCIDENTS).status()).isEqualTo(200);
        assertThat(machine.post(INCIDENTS, "{\"title\":\"x\"}").status()).isEqualTo(403);
    }

    @Test
    void letsNobodyInWhomTheSettingsDoNotName() throws Exception {
        assertThat(
                        caller(server, authority.issue("other", "CN=other,O=Example"))
                                .get(INCIDENTS)
                                .status())
                .isEqualTo(401);
        assertThat(caller(server, null).get(INCIDENTS).status()).isEqualTo(401);
    }

    @Test
    void turnsAMachineAwayWhoseCertificateAnotherAuthoritySigned() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Caller forged =
                caller(server, new TestAuthority(elsewhere).issue("export", "CN=export,O=Example"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> forged.get(INCIDENTS));
    }

    @Test
    void asvs351TakesNoBrowserForTheMachineWhoseCertificateItShows() throws Exception {
        Caller machine = caller(server, authority.issue("export-2", "CN=export,O=Example"));

        assertThat(machine.with("Sec-Fetch-Site", "cross-site").get(INCIDENTS).status())
                .isEqualTo(401);
        assertThat(machine.with("Origin", "https://evil.example").get(INCIDENTS).status())
                .isEqualTo(401);
    }

    @Test
    void takesAKeyBeforeACertificate() throws Exception {
        Caller machine = caller(server, authority.issue("export-3", "CN=export,O=Example"));

        assertThat(
                        machine.with("Authorization", "Bearer " + DeskDriver.ADMIN)
                                .get("/api/v1/session")
                                .text("role"))
                .isEqualTo("admin");
        assertThat(machine.with("Authorization", "Bearer wrong").get(INCIDENTS).status())
                .isEqualTo(401);
    }

    @Test
    void turnsEveryoneAwayWithoutACertificateWhereOneIsRequired() throws Exception {
        Issued export = authority.issue("export-4", "CN=export,O=Example");
        try (DeskServer strict =
                DeskServer.start(config(Map.of("TOCSIN_API_TLS_CLIENT_REQUIRED", "true")))) {
            assertThat(caller(strict, export).get(INCIDENTS).status()).isEqualTo(200);
            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> caller(strict, null).get("/healthz"));
        }
    }

    @Test
    void usesFilesThatChanged() throws Exception {
        Issued used = authority.issue("used", "CN=before");
        Map<String, String> files = new HashMap<>();
        files.put("TOCSIN_API_TLS_CERTIFICATE", used.certificate().toString());
        files.put("TOCSIN_API_TLS_KEY", used.key().toString());
        files.put("TOCSIN_API_TLS_RELOAD_MS", "50");
        try (DeskServer changing = DeskServer.start(config(files))) {
            Issued next = authority.issueEc("next", "CN=after");
            Files.copy(next.key(), used.key(), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(next.certificate(), used.certificate(), StandardCopyOption.REPLACE_EXISTING);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> subject(changing).equals("CN=after"));
        }
    }

    @Test
    void saysWhatIsWrongWithTheSettings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of("TOCSIN_API_TLS_KEY", "")))
                .withMessageContaining("TOCSIN_API_TLS_KEY");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of("TOCSIN_API_TLS_CA", "")))
                .withMessage(
                        "Expected TOCSIN_API_TLS_CA beside TOCSIN_API_TLS_CLIENT_ROLES, but found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of("TOCSIN_API_TLS_CLIENT_ROLES", "")))
                .withMessageStartingWith("Expected TOCSIN_API_TLS_CLIENT_ROLES beside");
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                DeskServer.start(
                                        config(
                                                Map.of(
                                                        "TOCSIN_API_TLS_KEY",
                                                        directory.resolve("absent.pem") + ""))))
                .withMessageContaining("absent.pem");
    }

    private String subject(DeskServer of) throws Exception {
        try (HttpClient client = client(null)) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "https://127.0.0.1:" + of.port() + "/healthz"))
                                    .build(),
                            BodyHandlers.discarding());
            return ((X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private Caller caller(DeskServer of, @Nullable Issued certificate) throws Exception {
        return new Caller(
                client(certificate),
                "https://127.0.0.1:" + of.port(),
                desk.specification(),
                Map.of());
    }

    private HttpClient client(@Nullable Issued certificate) throws Exception {
        SSLContext context =
                new TlsFiles(
                                certificate == null ? null : certificate.certificate(),
                                certificate == null ? null : certificate.key(),
                                authority.certificate())
                        .read()
                        .context();
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private ApiConfig config(Map<String, String> more) {
        Map<String, String> env = new HashMap<>();
        env.put("TOCSIN_API_TLS_CERTIFICATE", own.certificate().toString());
        env.put("TOCSIN_API_TLS_KEY", own.key().toString());
        env.put("TOCSIN_API_TLS_CA", authority.certificate().toString());
        env.put("TOCSIN_API_TLS_CLIENT_ROLES", "viewer=CN=export,O=Example");
        env.putAll(more);
        return desk.config(env);
    }
}
