package dev.tocsin.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.Rejected;
import dev.tocsin.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is refused: a problem document (RFC 9457) and the headers that go with it. A
 * protocol with refusals of its own makes those of it.
 *
 * @param detail what was expected and what was found
 * @param members more members of the document
 */
public record Problem(
        int status,
        String title,
        String detail,
        Map<String, Long> members,
        Map<String, String> headers) {
    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        members = Map.copyOf(members);
        headers = Map.copyOf(headers);
    }

    private static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of(), Map.of());
    }

    /** What the gateway rejected. */
    public static Problem of(Rejected rejected) {
        return switch (rejected) {
            case Rejected.Overloaded(String reason, Duration retryAfter) ->
                    overloaded(reason, retryAfter);
            case Rejected.Unavailable(String reason, int stored, Duration retryAfter) ->
                    unavailable(reason, retryAfter).with("stored", stored);
            case Rejected.TooLarge(String reason, long limit) -> tooLarge(reason, limit);
        };
    }

    /** 400: the request is not what it should be. */
    public static Problem badRequest(String detail) {
        return of(400, "Bad request", detail);
    }

    /** 401: nobody, or nobody known, sends. */
    public static Problem unauthorized(String detail) {
        return of(401, "Unauthorized", detail)
                .with("WWW-Authenticate", "Bearer realm=\"tocsin\", Basic realm=\"tocsin\"");
    }

    /** 403: the sender may not do that. */
    public static Problem forbidden(String detail) {
        return of(403, "Forbidden", detail);
    }

    /** 404: there is no such thing. */
    public static Problem notFound(String detail) {
        return of(404, "Not found", detail);
    }

    /** 404: no door has this path. */
    public static Problem unknownPath(String path) {
        return notFound(
                "Expected the path of a door, such as /events, /_bulk, /services/collector or"
                        + " /custom/<app>, but found "
                        + path);
    }

    /** 405, with the methods that are allowed. */
    public static Problem methodNotAllowed(String detail, String allow) {
        return of(405, "Method not allowed", detail).with("Allow", allow);
    }

    /** 408: the sender stopped, or is too slow. */
    public static Problem timeout(String detail) {
        return of(408, "Request timeout", detail);
    }

    /** 413, naming the limit in bytes or events. */
    public static Problem tooLarge(String detail, long limit) {
        return of(413, "Content too large", detail).with("limit", limit);
    }

    /** 415: a media type or content encoding that is not taken. */
    public static Problem unsupported(String detail) {
        return of(415, "Unsupported media type", detail);
    }

    /** 429: the memory for events in flight is taken. */
    public static Problem overloaded(String detail, Duration retryAfter) {
        return of(429, "Too many requests", detail).retryAfter(retryAfter);
    }

    /** 503: Kafka does not answer. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return of(503, "Service unavailable", detail).retryAfter(retryAfter);
    }

    /** 500: a defect of the bridge. */
    public static Problem internal() {
        return of(500, "Internal error", "Expected to answer, but failed; see the bridge's log");
    }

    /** The same, with a header. */
    public Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, title, detail, members, more);
    }

    /** The same, with another member of the document. */
    public Problem with(String member, long value) {
        Map<String, Long> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, title, detail, more, headers);
    }

    private Problem retryAfter(Duration wait) {
        return with("Retry-After", "" + Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    /** The document. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("type", "about:blank").put("title", title).put("status", status);
        json.put("detail", detail);
        members.forEach(json::put);
        return json;
    }
}
