package dev.tocsin.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** A certificate authority in a directory: issues certificates for 127.0.0.1 as PEM files. */
public final class TestAuthority {
    private static final Duration VALID = Duration.ofDays(2);

    private final Path directory;
    private final X500Name name = new X500Name("CN=Authority of a test");
    private final KeyPair keys;
    private final Path certificate;

    public TestAuthority(Path directory) {
        this.directory = directory;
        this.keys = ec();
        this.certificate = directory.resolve("authority.pem");
        write(certificate, sign(name, keys, true));
    }

    /** Files of a certificate that was issued. */
    public record Issued(Path certificate, Path key) {}

    /** The authority's own certificate. */
    public Path certificate() {
        return certificate;
    }

    /**
     * Issues a certificate; its key is EC in PKCS#8: made at once, where RSA takes most of a
     * second.
     */
    public Issued issue(String file, String subject) {
        return issuePkcs8(file, subject, ec());
    }

    /** Issues a certificate; its key is RSA in PKCS#8. */
    public Issued issueRsaPkcs8(String file, String subject) {
        return issuePkcs8(file, subject, rsa());
    }

    private Issued issuePkcs8(String file, String subject, KeyPair own) {
        Issued issued = files(file);
        write(issued.certificate(), sign(name(subject), own, false));
        try {
            write(issued.key(), new JcaPKCS8Generator(own.getPrivate(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return issued;
    }

    /** Issues a certificate; its key is RSA in PKCS#1. */
    public Issued issueRsa(String file, String subject) {
        KeyPair own = rsa();
        Issued issued = files(file);
        write(issued.certificate(), sign(name(subject), own, false));
        write(issued.key(), own.getPrivate());
        return issued;
    }

    /** Issues a certificate; its key is EC in SEC 1, with its curve, as OpenSSL writes it. */
    public Issued issueEc(String file, String subject) {
        KeyPair own = ec();
        Issued issued = files(file);
        write(issued.certificate(), sign(name(subject), own, false));
        ECPrivateKey key =
                new ECPrivateKey(
                        256,
                        ((java.security.interfaces.ECPrivateKey) own.getPrivate()).getS(),
                        SECObjectIdentifiers.secp256r1);
        try {
            write(issued.key(), new PemObject("EC PRIVATE KEY", key.getEncoded()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return issued;
    }

    /** A name as RFC 2253 writes it: the last part first. */
    private static X500Name name(String subject) {
        return X500Name.getInstance(new X500Principal(subject).getEncoded());
    }

    private Issued files(String file) {
        return new Issued(
                directory.resolve(file + "-certificate.pem"), directory.resolve(file + "-key.pem"));
    }

    private X509Certificate sign(X500Name subject, KeyPair own, boolean authority) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        name,
                        new BigInteger(120, new SecureRandom()),
                        Date.from(now.minus(VALID)),
                        Date.from(now.plus(VALID)),
                        subject,
                        own.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                new GeneralName[] {
                                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                                    new GeneralName(GeneralName.dNSName, "localhost")
                                }));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA")
                                            .build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("Expected to make a certificate, but failed", e);
        }
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected RSA, which every JDK has", e);
        }
    }

    private static KeyPair ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected EC, which every JDK has", e);
        }
    }

    private static void write(Path file, Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(object);
            pem.flush();
            Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
