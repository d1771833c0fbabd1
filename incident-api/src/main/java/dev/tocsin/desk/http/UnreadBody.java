package dev.tocsin.desk.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The rest of a body that nobody reads, because the request is refused before. The server would
 * close the connection while its caller is still sending: the caller would see a broken connection
 * instead of the answer, or send its next request into it.
 */
final class UnreadBody {
    private static final int BUFFER = 8 * 1024;

    private UnreadBody() {}

    /** Reads it up to {@link Body#MAX_BYTES}; of what is longer, says that the connection ends. */
    static void discard(Context ctx) {
        if (!isSoonRead(ctx)) {
            ctx.header(HttpHeader.CONNECTION.asString(), "close");
        }
    }

    private static boolean isSoonRead(Context ctx) {
        if (ctx.req().getContentLengthLong() > Body.MAX_BYTES || ctx.header("Expect") != null) {
            return false;
        }
        try {
            InputStream body = ctx.req().getInputStream();
            byte[] buffer = new byte[BUFFER];
            long left = Body.MAX_BYTES;
            while (left > 0) {
                int read = body.read(buffer);
                if (read < 0) {
                    return true;
                }
                left -= read;
            }
            return false;
        } catch (IOException | IllegalStateException _) {
            return false;
        }
    }
}
