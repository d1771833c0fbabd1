package dev.tocsin.topology.normalize;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Sysmon's {@code Hashes}: {@code MD5=…,SHA256=…,IMPHASH=…}. */
final class Hashes {
    private static final Set<String> KNOWN = Set.of("md5", "sha1", "sha256", "sha512");

    private Hashes() {}

    /** Sets {@code <at>.hash.*} and {@code <at>.pe.imphash}. */
    static void put(Draft draft, String at, @Nullable String hashes) {
        if (hashes == null) {
            return;
        }
        int from = 0;
        while (from < hashes.length()) {
            int comma = hashes.indexOf(',', from);
            int end = comma < 0 ? hashes.length() : comma;
            putOne(draft, at, hashes.substring(from, end));
            from = end + 1;
        }
    }

    private static void putOne(Draft draft, String at, String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return;
        }
        String algorithm = Texts.lower(pair.substring(0, equals).strip());
        String value = Texts.lower(pair.substring(equals + 1).strip());
        if (KNOWN.contains(algorithm)) {
            draft.put(at + ".hash." + algorithm, value);
        } else if (algorithm.equals("imphash")) {
            draft.put(at + ".pe.imphash", value);
        }
    }
}
