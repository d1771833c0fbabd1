package dev.tocsin.desk.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import org.jspecify.annotations.Nullable;

/**
 * One route: there is none without an {@link Access}, so that nothing is open by omission.
 *
 * @param method the HTTP method
 * @param path the path with parameters in braces, for example {@code /api/v1/alerts/{id}}
 * @param access who may use it
 * @param handler what answers
 */
public record Route(HandlerType method, String path, Access access, Handler handler) {

    /**
     * What the audit calls its use, when it gives out or takes in many things at once, as every
     * path does that ends with {@code /export} or {@code /import}; else null.
     */
    public @Nullable String audited() {
        return path.endsWith("/export") ? "exported" : path.endsWith("/import") ? "imported" : null;
    }

    /** A route for GET. */
    public static Route get(String path, Access access, Handler handler) {
        return new Route(HandlerType.GET, path, access, handler);
    }

    /** A route for POST. */
    public static Route post(String path, Access access, Handler handler) {
        return new Route(HandlerType.POST, path, access, handler);
    }

    /** A route for PUT. */
    public static Route put(String path, Access access, Handler handler) {
        return new Route(HandlerType.PUT, path, access, handler);
    }

    /** A route for PATCH. */
    public static Route patch(String path, Access access, Handler handler) {
        return new Route(HandlerType.PATCH, path, access, handler);
    }

    /** A route for DELETE. */
    public static Route delete(String path, Access access, Handler handler) {
        return new Route(HandlerType.DELETE, path, access, handler);
    }
}
