package dev.tocsin.desk.net;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One outgoing call.
 *
 * @param method GET or POST
 * @param uri where to
 * @param headers its headers
 * @param contentType of the body; empty without one
 * @param body empty for none
 */
public record OutgoingRequest(
        String method, URI uri, Map<String, String> headers, String contentType, byte[] body) {
    public OutgoingRequest {
        headers = Map.copyOf(headers);
    }

    /** A GET. */
    public static OutgoingRequest get(URI uri, Map<String, String> headers) {
        return new OutgoingRequest("GET", uri, headers, "", new byte[0]);
    }

    /** A POST of a form. */
    public static OutgoingRequest form(
            URI uri, Map<String, String> headers, Map<String, String> fields) {
        return new OutgoingRequest(
                "POST",
                uri,
                headers,
                "application/x-www-form-urlencoded",
                encoded(fields).getBytes(StandardCharsets.UTF_8));
    }

    /** Fields as a form or the query of an address has them. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The same request at another place: what is meant for one host is not told to another. */
    OutgoingRequest redirected(URI to) {
        boolean same =
                uri.getScheme().equalsIgnoreCase(to.getScheme())
                        && uri.getHost().equalsIgnoreCase(to.getHost())
                        && uri.getPort() == to.getPort();
        return new OutgoingRequest(method, to, same ? headers : Map.of(), contentType, body);
    }
}
