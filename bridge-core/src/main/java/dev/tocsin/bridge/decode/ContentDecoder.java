package dev.tocsin.bridge.decode;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes one content encoding: gzip, deflate (with the zlib header that RFC 9110 asks for, or
 * without, as some senders do) or zstd (RFC 8878). Never produces more than the limit.
 */
public final class ContentDecoder {
    /** The encodings that are known, as in an {@code Accept-Encoding} header. */
    public static final String SUPPORTED = "gzip, deflate, zstd, identity";

    /** The largest window of RFC 9659, as a power of two. */
    private static final int ZSTD_WINDOW_LOG = 23;

    private ContentDecoder() {}

    /** Whether it can be undone; null and empty mean that there is none. */
    public static boolean knows(@Nullable String encoding) {
        return isIdentity(encoding) || opener(encoding) != null;
    }

    /** Whether there is nothing to undo. */
    public static boolean isIdentity(@Nullable String encoding) {
        String name = name(encoding);
        return name.isEmpty() || name.equals("identity");
    }

    /**
     * Decodes a body.
     *
     * @param encoding the content encoding; null or empty for none
     * @param limit the most bytes that may come out
     */
    public static Decoded decode(byte[] body, @Nullable String encoding, int limit) {
        if (isIdentity(encoding)) {
            return body.length > limit ? new Decoded.TooLarge(limit) : new Decoded.Plain(body);
        }
        if (!knows(encoding)) {
            return new Decoded.Unsupported(encoding == null ? "" : encoding);
        }
        try (InputStream in = open(body, encoding)) {
            byte[] bytes = in.readNBytes(limit);
            return in.read() < 0 ? new Decoded.Plain(bytes) : new Decoded.TooLarge(limit);
        } catch (IOException e) {
            return new Decoded.Corrupt(corrupt(encoding, e));
        }
    }

    /**
     * The decoded bytes, as a stream, for readers that account for their memory.
     *
     * @param encoding one that is known
     * @throws IOException here or when reading, when the bytes are not what the encoding says
     */
    public static InputStream open(byte[] body, @Nullable String encoding) throws IOException {
        Opener opener = opener(encoding);
        InputStream in = new ByteArrayInputStream(body);
        return opener == null ? in : opener.open(in);
    }

    /** The reason of a body that is not what its encoding says. */
    public static String corrupt(@Nullable String encoding, IOException found) {
        String message = found.getMessage();
        return "Expected a body in "
                + name(encoding)
                + ", but found: "
                + (message == null ? "its end" : message);
    }

    private static @Nullable Opener opener(@Nullable String encoding) {
        return switch (name(encoding)) {
            case "gzip" -> GZIPInputStream::new;
            case "deflate" -> ContentDecoder::deflated;
            case "zstd" -> ContentDecoder::zstd;
            default -> null;
        };
    }

    private static String name(@Nullable String encoding) {
        String name = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        return name.equals("x-gzip") ? "gzip" : name;
    }

    /**
     * Zstandard (RFC 8878). A frame may ask its reader for a window of gigabytes; RFC 9659 allows a
     * content encoding 8 MiB.
     */
    private static InputStream zstd(InputStream in) throws IOException {
        return new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG);
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
