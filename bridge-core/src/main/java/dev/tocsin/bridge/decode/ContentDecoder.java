package dev.tocsin.bridge.decode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes one content encoding of RFC 9110: gzip or deflate (with the zlib header that the RFC asks
 * for, or without, as some senders do). Never produces more than the limit.
 */
public final class ContentDecoder {
    /** The encodings that are known, as in an {@code Accept-Encoding} header. */
    public static final String SUPPORTED = "gzip, deflate, identity";

    private ContentDecoder() {}

    /**
     * Decodes a body.
     *
     * @param encoding the content encoding; null or empty for none
     * @param limit the most bytes that may come out
     */
    public static Decoded decode(byte[] body, @Nullable String encoding, int limit) {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> plain(body, limit);
            case "gzip", "x-gzip" -> inflate(body, "gzip", GZIPInputStream::new, limit);
            case "deflate" -> inflate(body, "deflate", ContentDecoder::deflated, limit);
            default -> new Decoded.Unsupported(encoding == null ? "" : encoding);
        };
    }

    private static Decoded plain(byte[] body, int limit) {
        return body.length > limit ? new Decoded.TooLarge(limit) : new Decoded.Plain(body);
    }

    private static Decoded inflate(byte[] body, String name, Opener opener, int limit) {
        try (InputStream in = opener.open(new ByteArrayInputStream(body))) {
            byte[] bytes = in.readNBytes(limit);
            return in.read() < 0 ? new Decoded.Plain(bytes) : new Decoded.TooLarge(limit);
        } catch (IOException e) {
            return new Decoded.Corrupt(
                    "Expected a body in " + name + ", but found: " + e.getMessage());
        }
    }

    private static InputStream deflated(InputStream in) throws IOException {
        in.mark(2);
        int header = in.read() << 8 | in.read();
        in.reset();
        boolean zlib = (header >> 8 & 0x0f) == 8 && header % 31 == 0;
        return zlib ? new InflaterInputStream(in) : new RawInflaterStream(in);
    }

    /** Opens a decoding stream over the encoded one. */
    private interface Opener {
        InputStream open(InputStream in) throws IOException;
    }

    /** Deflate without a zlib header; frees its inflater when closed. */
    private static final class RawInflaterStream extends InflaterInputStream {
        RawInflaterStream(InputStream in) {
            super(in, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
