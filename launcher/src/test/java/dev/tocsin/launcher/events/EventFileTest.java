package dev.tocsin.launcher.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":1}\n{\"n\":2}",
                "\n\n {\"n\":1}\r\n\r\n{\"n\":2}\n\n",
                "\ufeff{\"n\":1}\n{\"n\":2}\n",
                "[{\"n\":1},{\"n\":2}]",
                "\n [\n {\n\"n\":1}\n,\n{\"n\":2}]\n",
                "{\n  \"n\": 1\n}\n{\n  \"n\": 2\n}\n",
                "{\"n\": 1\n}\n{\"n\": 2\n}",
                "{ \"n\":\n1 } { \"n\": 2 }",
            })
    void findsTheEventsOfEveryForm(String text) throws IOException {
        assertThat(read(text)).containsExactly("1 {\"n\":1}", "2 {\"n\":2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "[]", " [ ] "})
    void anEmptyFileHasNone(String text) throws IOException {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void aBrokenFirstLineDoesNotMakeTheFileOneObject() throws IOException {
        assertThat(read("{\"a\":\n{\"n\":2}\n"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("1 line 1: Expected JSON"),
                        second -> assertThat(second).isEqualTo("2 {\"n\":2}"));
    }

    @Test
    void namesTheLineWhereAnArrayBreaks() throws IOException {
        assertThat(read("[\n{\"n\":1},\n7,\n{\"n\":2\n"))
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("1 {\"n\":1}"),
                        second ->
                                assertThat(second)
                                        .isEqualTo(
                                                "2 line 3: Expected an object, but found a JSON"
                                                        + " number"),
                        third ->
                                assertThat(third)
                                        .startsWith("3 line 5: Expected JSON, but found: ")
                                        .endsWith("; the rest of the file is left out"));
    }

    @Test
    void keepsTheLinesOfAnObjectThatBeginsAfterBlankOnes() throws IOException {
        assertThat(read("\n\n{\n\n\"a\": x}").getFirst()).startsWith("1 line 5: ");
    }

    @Test
    void saysThatItIsNotUtf8() {
        byte[] bytes = "{\"n\":1}".getBytes(StandardCharsets.UTF_16);

        assertThat(catchThrowable(() -> EventFile.of(new ByteArrayInputStream(bytes))))
                .hasMessageStartingWith("Expected UTF-8, but found UTF-16");
    }

    @Test
    void aTruncatedGzipIsReported() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"n\":1}\n".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);

        List<String> found = read(new ByteArrayInputStream(half));

        assertThat(found).hasSizeGreaterThan(1_000);
        assertThat(found.getLast()).contains("the rest of the file: Expected to read on");
    }

    /** More than the memory of the tests has, made while it is read. */
    @Test
    void holdsNoMoreThanOneEventOfAnArray() throws IOException {
        int events = 300_000;
        byte[] element = ("{\"n\":\"" + "x".repeat(5_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        try (EventFile file = EventFile.of(new Repeated(element, events))) {
            long count = 0;
            for (Found found = file.next(); found != null; found = file.next()) {
                count += found instanceof Found.Event ? 1 : 0;
            }
            assertThat(count).isEqualTo(events);
        }
    }

    private static List<String> read(String text) throws IOException {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream in) throws IOException {
        List<String> read = new ArrayList<>();
        try (EventFile file =
                EventFile.of(new SequenceInputStream(in, InputStream.nullInputStream()))) {
            for (Found found = file.next(); found != null; found = file.next()) {
                read.add(
                        switch (found) {
                            case Found.Event(long number, var sent) -> number + " " + sent;
                            case Found.Unreadable(long number, String where, String reason) ->
                                    number + " " + where + ": " + reason;
                        });
            }
        }
        return read;
    }

    /** An array of one element, many times. */
    private static final class Repeated extends InputStream {
        private final byte[] element;
        private final int times;
        private InputStream current = new ByteArrayInputStream(new byte[] {'['});
        private int made;

        Repeated(byte[] element, int times) {
            this.element = element;
            this.times = times;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = current.read(into, from, length);
            if (read < 0 && made <= 2 * times) {
                made++;
                boolean comma = made % 2 == 0;
                byte[] sign = {(byte) (made >= 2 * times ? ']' : ',')};
                current = new ByteArrayInputStream(comma ? sign : element);
                read = made > 2 * times ? -1 : current.read(into, from, length);
            }
            return read;
        }
    }
}
