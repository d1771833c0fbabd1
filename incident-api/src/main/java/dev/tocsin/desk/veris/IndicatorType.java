package dev.tocsin.desk.veris;

import dev.tocsin.desk.net.Network;
import java.util.regex.Pattern;

/** What an indicator is, by its form: VERIS does not say. */
final class IndicatorType {
    private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]{1,20}://\\S+");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@/]{1,64}@[^\\s@/]{1,255}");
    private static final Pattern HASH =
            Pattern.compile("(?i)[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128}");
    private static final Pattern DOMAIN =
            Pattern.compile(
                    "(?i)([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\\.){1,10}[a-z][a-z0-9-]{1,62}");

    private IndicatorType() {}

    /** The type of an observable. */
    static String of(String indicator) {
        if (Network.parse(indicator) != null) {
            return "ip";
        }
        if (HASH.matcher(indicator).matches()) {
            return "hash";
        }
        if (URL.matcher(indicator).matches()) {
            return "url";
        }
        if (EMAIL.matcher(indicator).matches()) {
            return "email";
        }
        return DOMAIN.matcher(indicator).matches() ? "domain" : "other";
    }
}
