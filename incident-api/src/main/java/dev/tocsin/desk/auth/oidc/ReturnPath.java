package dev.tocsin.desk.auth.oidc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes after the log-in: a page of this desk and nowhere else, so that a link to
 * the log-in cannot be made to lead to another site.
 */
final class ReturnPath {
    /** What is expected, for messages. */
    static final String EXPECTED =
            "a path of a page of this desk such as /alerts, of at most 500 characters";

    /** The page to begin with. */
    static final String HOME = "/";

    private static final int MAX_LENGTH = 500;

    /** Letters of RFC 3986 alone; a second slash at the beginning would name another host. */
    private static final Pattern OWN =
            Pattern.compile("/(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

    private ReturnPath() {}

    /** The path that a text is; null when it is none of ours. */
    static @Nullable String parse(String text) {
        boolean own =
                text.length() <= MAX_LENGTH
                        && OWN.matcher(text).matches()
                        && !text.startsWith("/api/");
        return own ? text : null;
    }
}
