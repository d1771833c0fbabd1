package dev.tocsin.desk.http;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What the caller is told. */
    public Problem problem() {
        return problem;
    }

    /** 400: the request is not even readable. */
    public static ProblemException unreadable(String detail) {
        return of(400, "unreadable", "The request cannot be read", detail);
    }

    /** 400: parameters that are unknown or out of range. */
    public static ProblemException parameters(List<Fault> faults) {
        return faults(400, "parameters", "Parameters are wrong", faults);
    }

    /** 422: readable, but members of the body are wrong. */
    public static ProblemException invalid(List<Fault> faults) {
        return faults(422, "invalid", "Members of the document are wrong", faults);
    }

    /** 401, naming the scheme to use. */
    public static ProblemException unauthenticated(String detail) {
        return new ProblemException(
                new Problem(
                        401,
                        "unauthenticated",
                        "A key is needed",
                        detail,
                        List.of(),
                        Map.of("WWW-Authenticate", "Bearer realm=\"tocsin\"")));
    }

    /** 403. */
    public static ProblemException forbidden(String detail) {
        return of(403, "forbidden", "This caller may not do that", detail);
    }

    /** 404. */
    public static ProblemException notFound(String what) {
        return of(
                404,
                "not-found",
                "There is no such thing",
                "Expected " + what + ", but found none");
    }

    /** 409. */
    public static ProblemException conflict(String detail) {
        return of(409, "conflict", "That contradicts what is there", detail);
    }

    /** 412: the resource has changed since the caller read it. */
    public static ProblemException stale(String etag) {
        return new ProblemException(
                new Problem(
                        412,
                        "stale",
                        "The resource has changed meanwhile",
                        "Expected If-Match to name the present version "
                                + etag
                                + ", but found another one. Read the resource again and repeat the change",
                        List.of(),
                        Map.of("ETag", etag)));
    }

    /** 428. */
    public static ProblemException unconditional() {
        return of(
                428,
                "unconditional",
                "A precondition is needed",
                "Expected the header If-Match with the ETag of the resource, but found none");
    }

    /** 429: the caller has to wait. */
    public static ProblemException tooMany(String detail, long seconds) {
        long wait = Math.max(1, seconds);
        return new ProblemException(
                new Problem(
                        429,
                        "too-many",
                        "Too many requests",
                        detail + ". Try again in " + wait + " seconds",
                        List.of(),
                        Map.of("Retry-After", "" + wait)));
    }

    /** 503: a server behind this one is away. */
    public static ProblemException unavailable(String detail) {
        return of(503, "unavailable", "Something needed is not available", detail);
    }

    /** Any other problem without faults. */
    public static ProblemException of(int status, String slug, String title, String detail) {
        return new ProblemException(new Problem(status, slug, title, detail));
    }

    private static ProblemException faults(
            int status, String slug, String title, List<Fault> faults) {
        String detail =
                faults.stream()
                        .map(f -> f.at() + ": " + f.detail())
                        .collect(Collectors.joining("; "));
        return new ProblemException(new Problem(status, slug, title, detail, faults, Map.of()));
    }
}
