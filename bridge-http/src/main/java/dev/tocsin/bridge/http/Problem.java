package dev.tocsin.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem document (RFC 9457) and the headers that go with it.
 *
 * @param detail what was expected and what was found
 * @param members more members of the document
 */
record Problem(
        int status,
        String title,
        String detail,
        Map<String, Long> members,
        Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of(), Map.of());
    }

    static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    static Problem unauthorized(String detail) {
        return of(401, "Unauthorized", detail)
                .with("WWW-Authenticate", "Bearer realm=\"tocsin\", Basic realm=\"tocsin\"");
    }

    static Problem forbidden(String detail) {
        return of(403, "Forbidden", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "Not found", detail);
    }

    static Problem methodNotAllowed(String detail, String allow) {
        return of(405, "Method not allowed", detail).with("Allow", allow);
    }

    static Problem tooLarge(String detail, long limit) {
        return of(413, "Content too large", detail).with("limit", limit);
    }

    static Problem unsupported(String detail) {
        return of(415, "Unsupported media type", detail);
    }

    static Problem overloaded(String detail, Duration retryAfter) {
        return of(429, "Too many requests", detail).retryAfter(retryAfter);
    }

    static Problem unavailable(String detail, Duration retryAfter) {
        return of(503, "Service unavailable", detail).retryAfter(retryAfter);
    }

    static Problem internal() {
        return of(500, "Internal error", "Expected to answer, but failed; see the bridge's log");
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, title, detail, members, more);
    }

    Problem with(String member, long value) {
        Map<String, Long> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, title, detail, more, headers);
    }

    private Problem retryAfter(Duration wait) {
        return with("Retry-After", "" + Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** The document. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("type", "about:blank").put("title", title).put("status", status);
        json.put("detail", detail);
        members.forEach(json::put);
        return json;
    }
}
