package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code Idempotency-Key} header: the sender's id of what it sends, quoted or not. */
final class IdempotencyKey {
    static final String EXPECTED =
            "Expected an Idempotency-Key of 1 to 256 visible ASCII characters, but found another";
    private static final Pattern VALID = Pattern.compile("[!-~]{1,256}");

    private IdempotencyKey() {}

    /** The key of a request; null when it has none. */
    static @Nullable String of(Context ctx) {
        return of(ctx.header("Idempotency-Key"));
    }

    /** The key of a header, its quotes taken off; null when there is no header. */
    static @Nullable String of(@Nullable String header) {
        if (header == null) {
            return null;
        }
        boolean quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        return quoted ? header.substring(1, header.length() - 1) : header;
    }

    static boolean isValid(@Nullable String key) {
        return key == null || VALID.matcher(key).matches();
    }
}
