package dev.tocsin.bridge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.tocsin.bridge.http.loki.LokiBodies;
import dev.tocsin.bridge.http.otlp.OtlpBodies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bodies of {@value #LENGTH} bytes that are made to take long. What takes time with the square of
 * the length would take hours; each has a minute, on whatever machine.
 */
class WorstCaseTest {
    private static final int LENGTH = 8 << 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{\"a\":",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{},",
                "{\"resourceLogs\":[{\"scopeLogs\":[{},",
                "{\"resourceLogs\":[{},",
                "{\"streams\":[{\"values\":[[],",
                "{\"streams\":[{},",
                "\"\\",
                "{\"resourceLogs\":[],"
            })
    void ofJson(String begin) {
        String again = begin.substring(Math.max(0, begin.length() - 3));
        byte[] body =
                (begin + again.repeat((LENGTH - begin.length()) / again.length())).getBytes(UTF_8);

        within(() -> CutItems.of(body, OtlpBodies::json));
        within(() -> CutItems.of(body, LokiBodies::json));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0a, 0x0b, 0x08, 0x0c, 0x12, 0x80})
    void ofProtobuf(int value) {
        byte[] same = new byte[LENGTH];
        java.util.Arrays.fill(same, (byte) value);
        byte[] nested = nested(same);

        within(() -> CutItems.of(same, OtlpBodies::protobuf));
        within(() -> CutItems.of(nested, OtlpBodies::protobuf));
        within(() -> CutItems.of(same, LokiBodies::protobuf));
        within(() -> CutItems.of(nested, LokiBodies::protobuf));
    }

    private static void within(Runnable cut) {
        assertTimeoutPreemptively(MINUTE, cut::run);
    }

    /** The bytes as the value of field 1, of field 2 of that, and so on. */
    private static byte[] nested(byte[] inner) {
        ByteString value = ByteString.copyFrom(inner);
        for (int field : new int[] {2, 2, 1}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                CodedOutputStream out = CodedOutputStream.newInstance(bytes);
                out.writeBytes(field, value);
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            value = ByteString.copyFrom(bytes.toByteArray());
        }
        assertThat(value.size()).isGreaterThan(inner.length);
        return value.toByteArray();
    }
}
