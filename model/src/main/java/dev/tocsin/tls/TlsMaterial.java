package dev.tocsin.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What TLS needs, in the JDK's form.
 *
 * @param identity a key with its certificate chain, under {@link #PASSWORD}; null for none
 * @param trusted certificates of authorities; null for those of the JDK
 */
public record TlsMaterial(@Nullable KeyStore identity, @Nullable KeyStore trusted) {
    /** The password of the key inside the store, which never leaves this process. */
    public static final String PASSWORD = "memory";

    private static final byte[] CHALLENGE = "tocsin".getBytes(StandardCharsets.US_ASCII);

    static KeyStore identity(byte[] chain, byte[] key)
            throws GeneralSecurityException, IOException {
        List<Certificate> certificates = certificates(chain);
        PrivateKey privateKey = PemKey.read(new String(key, StandardCharsets.ISO_8859_1));
        requireMatch(certificates.getFirst(), privateKey);
        KeyStore store = empty();
        store.setKeyEntry(
                "tocsin",
                privateKey,
                PASSWORD.toCharArray(),
                certificates.toArray(Certificate[]::new));
        return store;
    }

    static KeyStore trusted(byte[] authorities) throws GeneralSecurityException, IOException {
        KeyStore store = empty();
        List<Certificate> certificates = certificates(authorities);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return store;
    }

    /** A context of clients or servers that shows and trusts this. */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(), trustManagers(), null);
        return context;
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException {
        if (identity == null) {
            return null;
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(identity, PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException {
        if (trusted == null) {
            return null;
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private static List<Certificate> certificates(byte[] pem) throws CertificateException {
        List<Certificate> found =
                new ArrayList<>(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificates(new ByteArrayInputStream(pem)));
        if (found.isEmpty()) {
            throw new CertificateException("Expected certificates in PEM, but found none");
        }
        return found;
    }

    /** Half a change of two files must not take the place of a whole one. */
    private static void requireMatch(Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> "EdDSA";
                };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(CHALLENGE);
        Signature checking = Signature.getInstance(algorithm);
        checking.initVerify(certificate.getPublicKey());
        checking.update(CHALLENGE);
        if (!checking.verify(signing.sign())) {
            throw new CertificateException(
                    "Expected the key of the first certificate, but found another one");
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
