package dev.tocsin.desk.change;

import dev.tocsin.desk.store.Ids;
import io.javalin.http.Context;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request that is done once, by its Idempotency-Key. What it makes gets ids that are a function
 * of it: when it broke off and is done again, it finds what it made before.
 *
 * @param key of the request, told apart by caller and path
 * @param request digest of what it says
 * @param atMs when it came first
 */
public record Once(String key, String request, long atMs) {
    /** The member of a document whose sender gave it its id that says which request made it. */
    public static final String MADE_BY = "made_by";

    private static final String ATTRIBUTE = "tocsin.once";

    /** That of a request; null when it has no key. */
    public static @Nullable Once of(Context ctx) {
        return ctx.attribute(ATTRIBUTE);
    }

    /** Says it of a request, before it is handled. */
    public void mark(Context ctx) {
        ctx.attribute(ATTRIBUTE, this);
    }

    /**
     * The id of what it makes.
     *
     * @param parts by which several things that it makes are told apart
     */
    public String id(String... parts) {
        return Ids.of(
                atMs, 0, Stream.concat(Stream.of(key), Stream.of(parts)).toArray(String[]::new));
    }
}
