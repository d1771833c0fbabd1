package dev.tocsin.bridge.http.gelf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.CutItems;
import dev.tocsin.bridge.http.Items;
import dev.tocsin.bridge.http.Mutations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GelfCompressionTest {
    private static final int LIMIT = CutItems.CONFIG.maxBodyBytes();
    private static final byte[] MESSAGE =
            "{\"version\":\"1.1\",\"host\":\"a\",\"short_message\":\"b\"}".getBytes(UTF_8);

    @Test
    void undoesWhatTheFirstBytesSay() throws IOException {
        assertThat(cut(gzip(MESSAGE)).events()).containsExactly(new String(MESSAGE, UTF_8));
        assertThat(cut(zlib(MESSAGE)).events()).containsExactly(new String(MESSAGE, UTF_8));
        assertThat(cut(MESSAGE).events()).containsExactly(new String(MESSAGE, UTF_8));
        assertThat(cut("x{}".getBytes(UTF_8)).defects()).hasSize(1);
        assertThat(cut(new byte[0]).defects()).hasSize(1);
    }

    @Test
    void aCutOffStreamIsNoMessage() throws IOException {
        byte[] half = Arrays.copyOf(gzip(MESSAGE), 20);

        assertThat(cut(half).defect()).startsWith("Expected a body in gzip, but found: ");
    }

    @Test
    void aBombIsBeyondTheLimitOfTheBody() throws IOException {
        CutItems cut = cut(gzip(new byte[LIMIT + 1]));

        assertThat(cut.reached()).isEqualTo(Items.Limit.BODY);
        assertThat(cut.items()).isEmpty();
    }

    @Test
    void whateverComesIsRefusedOrCut() throws IOException {
        Mutations.of(List.of(gzip(MESSAGE), zlib(MESSAGE), MESSAGE), GelfCompressionTest::cut);
    }

    private static CutItems cut(byte[] body) {
        return CutItems.of(body, (bytes, items) -> GelfHandler.cut(bytes, LIMIT, items));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] zlib(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
