package dev.tocsin.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key from PEM: PKCS#8 ({@code PRIVATE KEY}, RFC 5958), PKCS#1 ({@code RSA PRIVATE
 * KEY}, RFC 8017) or SEC 1 ({@code EC PRIVATE KEY}, RFC 5915). The JDK reads the first alone; the
 * others are put into its wrapping.
 */
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    /** {@code SEQUENCE { rsaEncryption, NULL }}. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /** {@code ecPublicKey}. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private static final byte[] VERSION = {0};

    private PemKey() {}

    /**
     * The first private key in a text.
     *
     * @throws GeneralSecurityException when there is none that can be read; the message says what
     *     was found, never the key
     */
    static PrivateKey read(String pem) throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new InvalidKeySpecException(
                    "Expected a block PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY in PEM, but"
                            + " found none");
        }
        byte[] der = Base64.getMimeDecoder().decode(block.group(2));
        return switch (block.group(1)) {
            case "PRIVATE KEY" -> key(der);
            case "RSA PRIVATE KEY" -> key(wrapped(RSA, der));
            case "EC PRIVATE KEY" -> key(wrapped(Der.element(Der.SEQUENCE, EC, curve(der)), der));
            default ->
                    throw new InvalidKeySpecException(
                            "Expected a key without a password, but found "
                                    + block.group(1)
                                    + ". Convert it with: openssl pkcs8 -topk8 -nocrypt");
        };
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return Der.element(
                Der.SEQUENCE,
                Der.element(Der.INTEGER, VERSION),
                algorithm,
                Der.element(Der.OCTET_STRING, key));
    }

    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        try {
            byte[] curve = Der.find(sec1, Der.CONTEXT_0);
            if (curve != null) {
                return curve;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new InvalidKeySpecException("Expected a key in DER, but it ends too early", e);
        }
        throw new InvalidKeySpecException(
                "Expected an EC key that names its curve, but found none. Convert it with: openssl"
                        + " pkcs8 -topk8 -nocrypt");
    }

    private static PrivateKey key(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException _) {
                // Of another algorithm; told below when it is of none.
            }
        }
        throw new InvalidKeySpecException(
                "Expected a key of " + String.join(", ", ALGORITHMS) + ", but found another one");
    }
}
