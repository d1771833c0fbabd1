package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * Several texts as one, so that different tuples are different texts: parts are joined with the
 * unit separator (U+001F), and a separator inside a part is escaped with U+0010. A tuple of one
 * part without such characters is the part itself.
 */
public final class Tuples {
    private static final char SEPARATOR = '\u001f';
    private static final char ESCAPE = '\u0010';

    private Tuples() {}

    /** Joins the parts. */
    public static String join(List<String> parts) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                joined.append(SEPARATOR);
            }
            escape(parts.get(i), joined);
        }
        return joined.toString();
    }

    /** The parts that were joined. */
    public static List<String> split(String joined) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == SEPARATOR) {
                parts.add(part.toString());
                part.setLength(0);
            } else if (c == ESCAPE && i + 1 < joined.length()) {
                i++;
                part.append(joined.charAt(i));
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static void escape(String part, StringBuilder to) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == SEPARATOR || c == ESCAPE) {
                to.append(ESCAPE);
            }
            to.append(c);
        }
    }
}
