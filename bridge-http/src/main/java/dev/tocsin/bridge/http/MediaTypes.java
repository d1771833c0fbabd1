package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which media types may hold JSON events. */
public final class MediaTypes {
    /** What clients send when nobody told them what it is: curl and libcurl the second. */
    private static final Set<String> UNTOLD =
            Set.of("text/plain", "application/x-www-form-urlencoded", "application/octet-stream");

    private static final Pattern JSON =
            Pattern.compile("(application|text)/([a-z0-9.+-]+[+-])?(json|ndjson|jsonl|jsonlines)");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)");

    private MediaTypes() {}

    /** A media type without its parameters, in lower case; empty when there is none. */
    public static String type(@Nullable String contentType) {
        return contentType == null
                ? ""
                : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The refusal of a request whose media type is not taken, or null when it is. */
    public static @Nullable Problem refusal(Context ctx) {
        String why = refusal(ctx.contentType());
        return why == null ? null : Problem.unsupported(why);
    }

    /** Why the media type is not taken, or null when it is; none at all is. */
    static @Nullable String refusal(@Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return null;
        }
        String lower = contentType.toLowerCase(Locale.ROOT);
        String type = type(contentType);
        if (!UNTOLD.contains(type) && !JSON.matcher(type).matches()) {
            return "Expected application/json or application/x-ndjson, but found " + type;
        }
        var charset = CHARSET.matcher(lower);
        if (charset.find() && !Set.of("utf-8", "utf8", "us-ascii").contains(charset.group(1))) {
            return "Expected JSON in UTF-8, but found charset " + charset.group(1);
        }
        return null;
    }
}
