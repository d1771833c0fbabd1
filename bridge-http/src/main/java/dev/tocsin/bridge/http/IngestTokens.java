package dev.tocsin.bridge.http;

import dev.tocsin.id.Sha256;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens that senders show, by the name of their source. Only hashes are kept. Immutable. */
public final class IngestTokens {
    private static final int MIN_LENGTH = 8;

    private final Map<String, byte[]> hashes;

    private IngestTokens(Map<String, byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * Reads {@code name=token,name2=token2}.
     *
     * @param variable for error messages
     * @throws IllegalArgumentException saying which entry is wrong, without showing a token
     */
    public static IngestTokens parse(String variable, String text) {
        Map<String, byte[]> hashes = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            if (!entry.isBlank()) {
                add(variable, hashes, entry.strip());
            }
        }
        return new IngestTokens(hashes);
    }

    private static void add(String variable, Map<String, byte[]> hashes, String entry) {
        int equals = entry.indexOf('=');
        String name = equals < 0 ? "" : entry.substring(0, equals).strip();
        String token = entry.substring(equals + 1).strip();
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "Expected %s to be name=token,name2=token2 with names of letters, digits, '.', '_', '-', but found the name \"%s\" in entry %d"
                            .formatted(variable, name, hashes.size() + 1));
        }
        if (token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException(
                    "Expected the token of %s in %s to have at least %d characters, but found %d"
                            .formatted(name, variable, MIN_LENGTH, token.length()));
        }
        if (hashes.putIfAbsent(name, Sha256.of(token)) != null) {
            throw new IllegalArgumentException(
                    "Expected each name in %s once, but found %s twice".formatted(variable, name));
        }
    }

    /** The source whose token it is, or null. Takes the same time for every token. */
    @Nullable String sourceOf(String token) {
        byte[] hash = Sha256.of(token);
        String source = null;
        for (Map.Entry<String, byte[]> entry : hashes.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), hash)) {
                source = entry.getKey();
            }
        }
        return source;
    }

    boolean isEmpty() {
        return hashes.isEmpty();
    }

    /** The names, the tokens masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (String name : hashes.keySet()) {
            text.append(text.isEmpty() ? "" : ",").append(name).append("=********");
        }
        return text.toString();
    }
}
