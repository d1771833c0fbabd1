package dev.tocsin.desk.auth.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A hash of Argon2id (RFC 9106), with what it was made with. Its text is the PHC string format:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param memoryKib how much memory it takes, in KiB
 * @param iterations how often the memory is gone over
 * @param lanes how many parts could be computed at once
 * @param salt random for each password
 * @param hash of the password
 */
record Argon2Hash(int memoryKib, int iterations, int lanes, byte[] salt, byte[] hash) {
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    /**
     * Reads the text of a stored hash.
     *
     * @throws IllegalArgumentException when it is none; the text is not told
     */
    static Argon2Hash parse(String phc) {
        Matcher matcher = PHC.matcher(phc);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Expected a stored password hash like $argon2id$v=19$m=…, but found another text");
        }
        Base64.Decoder base64 = Base64.getDecoder();
        return new Argon2Hash(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                base64.decode(matcher.group(4)),
                base64.decode(matcher.group(5)));
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        iterations,
                        lanes,
                        base64.encodeToString(salt),
                        base64.encodeToString(hash));
    }

    /** The hash of a password, made with what this one was made with. */
    Argon2Hash of(String password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(iterations)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] made = new byte[hash.length];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), made);
        return new Argon2Hash(memoryKib, iterations, lanes, salt, made);
    }

    /** Whether it is of this password; takes as long whether it is or not. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, of(password).hash);
    }

    /** Whether another one is made with other parameters. */
    boolean isOtherwiseMade(Argon2Hash other) {
        return memoryKib != other.memoryKib
                || iterations != other.iterations
                || lanes != other.lanes
                || hash.length != other.hash.length;
    }
}
