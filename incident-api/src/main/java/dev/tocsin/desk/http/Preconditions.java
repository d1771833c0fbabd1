package dev.tocsin.desk.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** ETags and If-Match (RFC 9110, section 13.1.1). An ETag is the version in quotes. */
public final class Preconditions {
    private Preconditions() {}

    /** The ETag of a version. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Requires that the caller has seen the present version.
     *
     * @throws ProblemException 428 without If-Match, 412 when it names another version
     */
    public static void requireMatch(Context ctx, long version) {
        String header = requireHeader(ctx);
        String present = etag(version);
        if (!header.strip().equals("*") && !names(header, present)) {
            throw ProblemException.stale(present);
        }
    }

    /**
     * Requires that the caller has seen the present version, if it names one at all.
     *
     * @throws ProblemException 412 when it names another version
     */
    public static void requireMatchIfAny(Context ctx, long version) {
        if (ctx.header("If-Match") != null) {
            requireMatch(ctx, version);
        }
    }

    /**
     * Requires that there is an If-Match at all; asked before anything is read.
     *
     * @throws ProblemException 428
     */
    public static String requireHeader(Context ctx) {
        @Nullable String header = ctx.header("If-Match");
        if (header == null || header.isBlank()) {
            throw ProblemException.unconditional();
        }
        return header;
    }

    private static boolean names(String header, String etag) {
        for (String candidate : header.split(",", -1)) {
            if (candidate.strip().equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
