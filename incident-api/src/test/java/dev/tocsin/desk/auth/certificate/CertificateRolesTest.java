package dev.tocsin.desk.auth.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateRolesTest {
    @TempDir Path directory;

    @Test
    void asvs1213KnowsAMachineByItsSubjectInAnyWayToWriteIt() throws Exception {
        Identity export =
                roles("analyst=cn=Export, o=Example;viewer=CN=other,O=Example")
                        .identity(certificate("CN=export,O=Example"));

        assertThat(Objects.requireNonNull(export).roles()).containsExactly(Role.ANALYST);
        assertThat(roles("analyst=CN=export").identity(certificate("CN=export,O=Example")))
                .isNull();
    }

    @Test
    void knowsAMachineByItsHostAndGivesItTheRolesOfAllItsNames() throws Exception {
        Identity host =
                Objects.requireNonNull(
                        roles("viewer=dns:LocalHost;responder=CN=any;admin=uri:spiffe://x/y")
                                .identity(certificate("CN=any")));

        assertThat(host.roles()).containsExactly(Role.VIEWER, Role.RESPONDER);
        assertThat(host.id()).isEqualTo("certificate:dns:localhost");
        assertThat(roles("viewer=dns:host").identity(certificate("CN=any"))).isNull();
        assertThat(roles("viewer=uri:localhost").identity(certificate("CN=any"))).isNull();
        assertThat(roles("").identity(certificate("CN=any"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"king=CN=x", "viewer", "viewer=", "viewer=dns:", "viewer=export", "=CN=x"})
    void saysWhatIsWrong(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> roles(text))
                .withMessageStartingWith("Expected ROLES to be role=name;role2=name2")
                .withMessageEndingWith("but found " + text);
    }

    private static CertificateRoles roles(String text) {
        return CertificateRoles.parse("ROLES", text);
    }

    private X509Certificate certificate(String subject) throws IOException, CertificateException {
        Path file = new TestAuthority(directory).issue("machine", subject).certificate();
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
