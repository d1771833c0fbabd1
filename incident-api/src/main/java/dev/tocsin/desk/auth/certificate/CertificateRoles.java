package dev.tocsin.desk.auth.certificate;

import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.http.Texts;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which machines have which roles, by the names of their certificates. A machine that is not named
 * has none.
 *
 * @param entries in the order of the setting
 */
public record CertificateRoles(List<Entry> entries) {
    /** A machine has a role. */
    public record Entry(Role role, CertificateName name) {}

    public CertificateRoles {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code role=name;role2=name2}, names as {@link CertificateName#parse} reads them.
     *
     * @param variable for error messages
     */
    public static CertificateRoles parse(String variable, String text) {
        List<Entry> entries = new ArrayList<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                entries.add(entry(variable, entry.strip()));
            }
        }
        return new CertificateRoles(entries);
    }

    private static Entry entry(String variable, String text) {
        String[] pair = text.split("=", 2);
        Role role = Texts.constant(Role.class, pair[0].strip());
        CertificateName name = pair.length < 2 ? null : CertificateName.parse(pair[1].strip());
        if (role == null || name == null) {
            throw new IllegalArgumentException(
                    "Expected %s to be role=name;role2=name2 with roles of %s and names such as CN=export,O=Example or dns:export.example or uri:spiffe://example/export, but found %s"
                            .formatted(variable, Texts.names(Role.class), text));
        }
        return new Entry(role, name);
    }

    /** Who a certificate stands for; null for nobody. */
    @Nullable Identity identity(X509Certificate certificate) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        CertificateName first = null;
        for (Entry entry : entries) {
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
        return entries.stream()
                .map(entry -> Texts.name(entry.role()) + "=" + entry.name())
                .collect(Collectors.joining(";"));
    }
}
