package dev.tocsin.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.tocsin.config.Settings;
import dev.tocsin.testkit.TestAuthority;
import dev.tocsin.testkit.TestAuthority.Issued;
import dev.tocsin.tls.TlsFiles;
import dev.tocsin.tls.TlsMaterial;
import dev.tocsin.tls.TlsWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir Path directory;
    private TestAuthority authority;

    @BeforeEach
    void start() {
        authority = new TestAuthority(directory);
    }

    @Test
    void readsKeysOfEveryForm() throws Exception {
        for (Issued issued :
                List.of(
                        authority.issue("pkcs8", "CN=a"),
                        authority.issueRsaPkcs8("rsa", "CN=d"),
                        authority.issueRsa("pkcs1", "CN=b"),
                        authority.issueEc("sec1", "CN=c"))) {
            TlsMaterial material = files(issued.certificate(), issued.key()).read();

            assertThat(Objects.requireNonNull(material.identity()).isKeyEntry("tocsin")).isTrue();
            assertThat(Objects.requireNonNull(material.trusted()).size()).isEqualTo(1);
            assertThat(material.context().getProtocol()).isEqualTo("TLS");
        }
        assertThat(directory.resolve("pkcs8-key.pem")).content().contains("BEGIN PRIVATE KEY");
        assertThat(directory.resolve("rsa-key.pem")).content().contains("BEGIN PRIVATE KEY");
        assertThat(directory.resolve("pkcs1-key.pem")).content().contains("BEGIN RSA PRIVATE KEY");
        assertThat(directory.resolve("sec1-key.pem")).content().contains("BEGIN EC PRIVATE KEY");
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        Issued one = authority.issue("one", "CN=one");
        Issued other = authority.issue("other", "CN=other");

        assertThatIOException()
                .isThrownBy(() -> files(one.certificate(), other.key()).read())
                .withMessageContaining("Expected the key of the first certificate");
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Issued issued = authority.issue("one", "CN=one");
        Path broken = Files.writeString(directory.resolve("broken.pem"), "nothing");
        Path locked =
                Files.writeString(
                        directory.resolve("locked.pem"),
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE"
                                + " KEY-----\n");

        assertThatIOException()
                .isThrownBy(() -> files(issued.certificate(), broken).read())
                .withMessageContaining("Expected a block PRIVATE KEY");
        assertThatIOException()
                .isThrownBy(() -> files(issued.certificate(), locked).read())
                .withMessageContaining("Expected a key without a password");
        assertThatIOException()
                .isThrownBy(() -> files(directory.resolve("absent"), issued.key()).read())
                .withMessageContaining("absent");
    }

    @Test
    void wantsCertificateAndKeyTogether() {
        Settings settings = new Settings(Map.of("X_CERTIFICATE", "a.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsFiles.from(settings, "X"))
                .withMessageContaining("Expected both X_CERTIFICATE and X_KEY");
    }

    @Test
    void seesAChangeAndKeepsWhatWasWhileTheChangeIsHalf() throws IOException {
        Issued first = authority.issue("used", "CN=first");
        Issued next = authority.issue("next", "CN=next");
        List<TlsMaterial> seen = new CopyOnWriteArrayList<>();

        try (var _ =
                TlsWatch.start(
                        files(first.certificate(), first.key()),
                        Duration.ofMillis(10),
                        seen::add)) {
            replace(next.certificate(), first.certificate());
            await().during(Duration.ofMillis(200)).until(seen::isEmpty);
            replace(next.key(), first.key());

            await().until(() -> seen.size() == 1);
        }
    }

    private TlsFiles files(Path certificate, Path key) {
        return new TlsFiles(certificate, key, authority.certificate());
    }

    private static void replace(Path by, Path file) throws IOException {
        Files.copy(by, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
