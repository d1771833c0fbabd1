package dev.tocsin.bridge.http;

import dev.tocsin.token.IngestToken;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Which source a client sends as, by the subject of its certificate. Where none is named, a client
 * sends as the common name of its certificate.
 *
 * @param sources sources by subject
 */
record ClientSubjects(Map<X500Principal, String> sources) {

    ClientSubjects {
        sources = Map.copyOf(sources);
    }

    /**
     * Reads {@code source=subject;source2=subject2}, subjects as RFC 2253 writes them, for example
     * {@code web=CN=web.example,O=Example}.
     *
     * @param variable for error messages
     */
    static ClientSubjects parse(String variable, String text) {
        Map<X500Principal, String> sources = new LinkedHashMap<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                int equals = entry.indexOf('=');
                String source = equals < 0 ? "" : entry.substring(0, equals).strip();
                sources.put(subject(variable, source, entry.substring(equals + 1)), source);
            }
        }
        return new ClientSubjects(sources);
    }

    private static X500Principal subject(String variable, String source, String subject) {
        try {
            if (IngestToken.NAME.matcher(source).matches() && !subject.isBlank()) {
                return new X500Principal(subject.strip());
            }
        } catch (IllegalArgumentException _) {
            // Told below, like a name that is none.
        }
        throw new IllegalArgumentException(
                "Expected %s to be source=subject;source2=subject2 with subjects like CN=web,O=Example, but found %s=%s"
                        .formatted(variable, source, subject));
    }

    /** The source of a subject, or null when it may not send. */
    @Nullable String sourceOf(X500Principal subject) {
        return sources.isEmpty() ? commonName(subject) : sources.get(subject);
    }

    private static @Nullable String commonName(X500Principal subject) {
        try {
            for (Rdn part : new LdapName(subject.getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")
                        && part.getValue() instanceof String name
                        && IngestToken.NAME.matcher(name).matches()) {
                    return name;
                }
            }
            return null;
        } catch (InvalidNameException e) {
            return null;
        }
    }

    /** As it is read, subjects in the form of RFC 2253. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        sources.forEach(
                (subject, source) ->
                        text.append(text.isEmpty() ? "" : ";")
                                .append(source)
                                .append('=')
                                .append(subject.getName()));
        return text.toString();
    }
}
