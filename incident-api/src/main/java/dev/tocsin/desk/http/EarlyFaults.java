package dev.tocsin.desk.http;

import dev.tocsin.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Problem documents for requests that the HTTP server refuses before any route sees them: a path
 * that cannot be decoded, a line or headers that are too long.
 */
public final class EarlyFaults extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String reason,
            @Nullable Throwable cause,
            Callback callback) {
        Problem problem =
                new Problem(status, "refused", "The request was refused", expected(status));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (isEnd(status)) {
            // The server closes; a caller that does not know would send its next request into it.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, ByteBuffer.wrap(Json.bytes(problem.toJson())), callback);
    }

    private static boolean isEnd(int status) {
        return status == 400 || status == 414 || status == 431;
    }

    private static String expected(int status) {
        return switch (status) {
            case 400 ->
                    "Expected a request as RFC 9110 defines it, with a path in UTF-8 without"
                            + " control characters, but found another one";
            case 414 -> "Expected a path and query of at most 8 KiB, but found more";
            case 431 -> "Expected headers of at most 8 KiB, but found more";
            default -> "Expected a request that the HTTP server takes, but it refused this one";
        };
    }
}
