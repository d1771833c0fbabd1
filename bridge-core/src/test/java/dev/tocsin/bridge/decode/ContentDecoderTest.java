package dev.tocsin.bridge.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDecoderTest {
    private static final byte[] TEXT = "{\"a\":1}".getBytes(UTF_8);
    private static final int LIMIT = 1000;

    @Test
    void leavesPlainBytesAsTheyAre() {
        assertThat(decode(TEXT, null)).isEqualTo(TEXT);
        assertThat(decode(TEXT, "Identity")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void undoesGzip(String encoding) throws IOException {
        assertThat(decode(encoded(TEXT, GZIPOutputStream::new), encoding)).isEqualTo(TEXT);
    }

    @Test
    void undoesGzipOfSeveralMembers() throws IOException {
        byte[] member = encoded(TEXT, GZIPOutputStream::new);
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(member);
        two.writeBytes(member);

        assertThat(new String(decode(two.toByteArray(), "gzip"), UTF_8))
                .isEqualTo("{\"a\":1}{\"a\":1}");
    }

    @Test
    void undoesDeflateWithAndWithoutZlibHeader() throws IOException {
        assertThat(decode(encoded(TEXT, DeflaterOutputStream::new), "deflate")).isEqualTo(TEXT);
        try (Deflater raw = new Deflater(9, true)) {
            assertThat(decode(encoded(TEXT, out -> new DeflaterOutputStream(out, raw)), "deflate"))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void undoesZstdOfSeveralFrames() throws IOException {
        byte[] frame = encoded(TEXT, ZstdOutputStream::new);
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.writeBytes(frame);
        two.writeBytes(frame);

        assertThat(decode(frame, "zstd")).isEqualTo(TEXT);
        assertThat(new String(decode(two.toByteArray(), "ZSTD"), UTF_8))
                .isEqualTo("{\"a\":1}{\"a\":1}");
    }

    @Test
    void refusesAZstdWindowBeyondTheOneOfContentEncodings() throws IOException {
        byte[] wide = encoded(TEXT, out -> new ZstdOutputStream(out).setLong(27).setLevel(19));

        assertThat(ContentDecoder.decode(wide, "zstd", LIMIT)).isInstanceOf(Decoded.Corrupt.class);
    }

    @Test
    void stopsABombAtTheLimit() throws IOException {
        byte[] bomb = encoded(new byte[LIMIT + 1], GZIPOutputStream::new);

        assertThat(ContentDecoder.decode(bomb, "gzip", LIMIT))
                .isEqualTo(new Decoded.TooLarge(LIMIT));
        assertThat(ContentDecoder.decode(bomb, "gzip", LIMIT + 1))
                .isInstanceOf(Decoded.Plain.class);
        assertThat(
                        ContentDecoder.decode(
                                encoded(new byte[LIMIT + 1], ZstdOutputStream::new), "zstd", LIMIT))
                .isEqualTo(new Decoded.TooLarge(LIMIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "zstd"})
    void saysThatBytesAreCorrupt(String encoding) {
        assertThat(ContentDecoder.decode(TEXT, encoding, LIMIT))
                .isInstanceOfSatisfying(
                        Decoded.Corrupt.class,
                        corrupt ->
                                assertThat(corrupt.reason())
                                        .startsWith("Expected a body in " + encoding));
    }

    @Test
    void saysThatATruncatedBodyIsCorrupt() throws IOException {
        byte[] whole = encoded(TEXT, GZIPOutputStream::new);

        assertThat(ContentDecoder.decode(java.util.Arrays.copyOf(whole, 14), "gzip", LIMIT))
                .isInstanceOf(Decoded.Corrupt.class);
        assertThat(ContentDecoder.decode(new byte[0], "gzip", LIMIT))
                .isEqualTo(new Decoded.Corrupt("Expected a body in gzip, but found: its end"));
    }

    @Test
    void knowsNoOtherEncoding() {
        assertThat(ContentDecoder.decode(TEXT, "br", LIMIT))
                .isEqualTo(new Decoded.Unsupported("br"));
    }

    private static byte[] decode(byte[] body, @org.jspecify.annotations.Nullable String encoding) {
        return ((Decoded.Plain) ContentDecoder.decode(body, encoding, LIMIT)).bytes();
    }

    private static byte[] encoded(byte[] plain, Encoder encoder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder.over(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private interface Encoder {
        OutputStream over(OutputStream out) throws IOException;
    }
}
