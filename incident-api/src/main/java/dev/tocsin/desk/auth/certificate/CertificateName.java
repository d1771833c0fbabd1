package dev.tocsin.desk.auth.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A name that a certificate may have: its subject, or one of its alternative names. */
sealed interface CertificateName {
    /** Whether a certificate has it. */
    boolean isOf(X509Certificate certificate);

    /**
     * The name that a text is: {@code dns:host}, {@code uri:spiffe://…}, or a subject as RFC 2253
     * writes it; null when it is none.
     */
    static @Nullable CertificateName parse(String text) {
        if (text.startsWith(Alternative.DNS)) {
            String host = text.substring(Alternative.DNS.length()).toLowerCase(Locale.ROOT);
            return host.isBlank() ? null : new Alternative(Alternative.DNS, 2, host);
        }
        if (text.startsWith(Alternative.URI)) {
            String uri = text.substring(Alternative.URI.length());
            return uri.isBlank() ? null : new Alternative(Alternative.URI, 6, uri);
        }
        try {
            return text.isBlank() ? null : new Subject(new X500Principal(text));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** The subject. */
    record Subject(X500Principal name) implements CertificateName {
        @Override
        public boolean isOf(X509Certificate certificate) {
            return name.equals(certificate.getSubjectX500Principal());
        }

        @Override
        public String toString() {
            return name.getName();
        }
    }

    /**
     * A subject alternative name (RFC 5280 4.2.1.6).
     *
     * @param kind what it begins with in a setting
     * @param type its number in a certificate
     * @param value the name; one of hosts is in lower case
     */
    record Alternative(String kind, int type, String value) implements CertificateName {
        static final String DNS = "dns:";
        static final String URI = "uri:";

        @Override
        public boolean isOf(X509Certificate certificate) {
            try {
                Collection<List<?>> names = certificate.getSubjectAlternativeNames();
                return names != null && names.stream().anyMatch(this::isSame);
            } catch (CertificateParsingException _) {
                return false;
            }
        }

        private boolean isSame(List<?> name) {
            String found = String.valueOf(name.get(1));
            return name.getFirst().equals(type)
                    && (kind.equals(DNS) ? value.equalsIgnoreCase(found) : value.equals(found));
        }

        @Override
        public String toString() {
            return kind + value;
        }
    }
}
