package dev.tocsin.desk.http;

import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents the answer to a request names, beside that of its path: kept for an
 * Idempotency-Key, it is shown again only to whom may see them then. A handler says so itself; what
 * a caller wrote may look like the id of an incident and is none.
 */
public final class Mentions {
    private static final String ATTRIBUTE = "tocsin.mentions";

    private Mentions() {}

    /** Says it of a request, while it is handled. */
    public static void add(Context ctx, String incident) {
        Set<String> all = new LinkedHashSet<>(of(ctx));
        all.add(incident);
        ctx.attribute(ATTRIBUTE, Set.copyOf(all));
    }

    /** Those of a request that was handled. */
    public static Set<String> of(Context ctx) {
        @Nullable Set<String> said = ctx.attribute(ATTRIBUTE);
        return said == null ? Set.of() : said;
    }
}
