package dev.tocsin.desk.auth.certificate;

import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.auth.RoleEntry;
import dev.tocsin.desk.http.Texts;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which machines have which roles, by the names of their certificates. A machine that is not named
 * has none.
 *
 * @param entries in the order of the setting
 */
public record CertificateRoles(List<RoleEntry<CertificateName>> entries) {
    public CertificateRoles {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code role=name;role2=name2}, names as {@link CertificateName#parse} reads them.
     *
     * @param variable for error messages
     */
    public static CertificateRoles parse(String variable, String text) {
        return new CertificateRoles(
                RoleEntry.parse(
                        variable,
                        text,
                        "role=name;role2=name2 with roles of %s and names such as CN=export,O=Example or dns:export.example or uri:spiffe://example/export"
                                .formatted(Texts.names(Role.class)),
                        CertificateName::parse));
    }

    /** Who a certificate stands for; null for nobody. */
    @Nullable Identity identity(X509Certificate certificate) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        CertificateName first = null;
        for (RoleEntry<CertificateName> entry : entries) {
            if (entry.name().isOf(certificate)) {
                roles.add(entry.role());
                first = first == null ? entry.name() : first;
            }
        }
        return first == null
                ? null
                : new Identity(
                        "certificate:" + first,
                        first.toString(),
                        roles,
                        null,
                        AuthMethod.CERTIFICATE);
    }

    /** As it is read. */
    @Override
    public String toString() {
        return RoleEntry.text(entries);
    }
}
