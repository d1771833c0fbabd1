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
 * @param repeat what a request gets that is sent again with its Idempotency-Key
 * @param handler what answers
 */
public record Route(
        HandlerType method, String path, Access access, Repeat repeat, Handler handler) {

    /**
     * What the audit calls its use, when it gives out or takes in many things at once, as every
     * path does that ends with {@code /export} or {@code /import}; else null.
     */
    public @Nullable String audited() {
        return path.endsWith("/export") ? "exported" : path.endsWith("/import") ? "imported" : null;
    }

    /** A route for GET. */
    public static Route get(String path, Access access, Handler handler) {
        return new Route(HandlerType.GET, path, access, Repeat.UNKEYED, handler);
    }

    /** A route for POST. */
    public static Route post(String path, Access access, Handler handler) {
        return new Route(HandlerType.POST, path, access, Repeat.UNKEYED, handler);
    }

    /** A route for POST that makes something, once for an Idempotency-Key. */
    public static Route making(String path, Access access, Handler handler) {
        return post(path, access, handler).repeated(Repeat.ANSWERED);
    }

    /** The same, where the answer has a secret that is shown once. */
    public static Route makingSecret(String path, Access access, Handler handler) {
        return post(path, access, handler).repeated(Repeat.REFUSED);
    }

    /** The same route with something else for repeated requests. */
    public Route repeated(Repeat other) {
        return new Route(method, path, access, other, handler);
    }

    /** The same route with another handler. */
    public Route handledBy(Handler other) {
        return new Route(method, path, access, repeat, other);
    }

    /** A route for PUT. */
    public static Route put(String path, Access access, Handler handler) {
        return new Route(HandlerType.PUT, path, access, Repeat.UNKEYED, handler);
    }

    /** A route for PATCH. */
    public static Route patch(String path, Access access, Handler handler) {
        return new Route(HandlerType.PATCH, path, access, Repeat.UNKEYED, handler);
    }

    /** A route for DELETE. */
    public static Route delete(String path, Access access, Handler handler) {
        return new Route(HandlerType.DELETE, path, access, Repeat.UNKEYED, handler);
    }
}
