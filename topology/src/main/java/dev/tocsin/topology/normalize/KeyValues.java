package dev.tocsin.topology.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A text that is nothing but {@code key=value} with spaces between, values with spaces in quotes.
 * Of a key that comes twice the first is kept.
 */
final class KeyValues {
    private static final int MOST = 1_000;
    private static final int LONGEST_KEY = 100;

    private KeyValues() {}

    /** The pairs, or null when anything else stands between them. */
    static @Nullable ObjectNode read(String text) {
        Scan scan = new Scan(text.strip());
        ObjectNode pairs = Json.object();
        while (!scan.atEnd() && pairs.size() < MOST) {
            String key = key(scan);
            if (key == null) {
                return null;
            }
            String quoted = scan.quoted();
            String value = quoted == null ? scan.word() : quoted;
            boolean parted = quoted == null || scan.atEnd() || scan.next() == ' ';
            if (!parted) {
                return null;
            }
            scan.spaces();
            if (!pairs.has(key)) {
                pairs.put(key, value);
            }
        }
        return pairs;
    }

    /** A name before an equals sign, which is skipped. */
    private static @Nullable String key(Scan scan) {
        StringBuilder key = new StringBuilder();
        while (!scan.atEnd() && scan.next() != '=' && key.length() <= LONGEST_KEY) {
            char c = scan.next();
            if (!Character.isLetterOrDigit(c) && "_-.".indexOf(c) < 0) {
                return null;
            }
            key.append(c);
            scan.moveTo(scan.at() + 1);
        }
        return key.isEmpty() || !scan.skip('=') ? null : key.toString();
    }
}
