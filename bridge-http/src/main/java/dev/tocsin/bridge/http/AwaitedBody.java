package dev.tocsin.bridge.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, opened when the first byte is wanted: to open it tells a sender that waits
 * for consent ({@code Expect: 100-continue}) to begin, and not every request needs its body for an
 * answer.
 */
final class AwaitedBody extends InputStream {
    private final Context ctx;
    private @Nullable InputStream opened;

    AwaitedBody(Context ctx) {
        this.ctx = ctx;
    }

    @Override
    public int read() throws IOException {
        return open().read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return open().read(bytes, from, length);
    }

    private InputStream open() throws IOException {
        InputStream open = opened;
        if (open == null) {
            open = ctx.req().getInputStream();
            opened = open;
        }
        return open;
    }
}
