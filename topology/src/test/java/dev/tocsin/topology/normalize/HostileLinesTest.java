package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Lines that grow without end at each of their places take time in proportion to their length: one
 * that takes the square of it would need minutes for what has seconds here.
 */
class HostileLinesTest {
    private static final int LENGTH = 300_000;
    private static final Duration GENEROUS = Duration.ofSeconds(10);
    private static final IngestInfo INFO =
            IngestInfo.of(Instant.parse("2026-01-01T12:00:00Z"), "raw-0-7");

    private final EventNormalizer normalizer = new EventNormalizer();

    @TestFactory
    Stream<DynamicTest> longLinesOfEveryKindAreRead() throws IOException {
        return LineSamples.kinds().stream().map(kind -> dynamicTest(kind, () -> check(kind)));
    }

    private void check(String kind) throws IOException {
        for (String sample : LineSamples.of(kind)) {
            ObjectNode sent = LineSamples.sent(sample);
            String line = Json.text(sent, "message");
            if (line == null) {
                continue;
            }
            for (String hostile : hostile(line)) {
                sent.put("message", hostile);
                String start = hostile.substring(0, Math.min(hostile.length(), 200));
                assertTimeoutPreemptively(
                        GENEROUS,
                        () -> assertThat(normalizer.normalize(sent, INFO).id()).isNotEmpty(),
                        start);
            }
        }
    }

    /** The line itself again and again, and each of some of its parts again and again in it. */
    private static List<String> hostile(String line) {
        List<String> lines = new ArrayList<>();
        lines.add(line.repeat(LENGTH / line.length() + 1));
        for (int from = 0; from < line.length(); from += 7) {
            for (int length : List.of(1, 3, 14)) {
                int to = Math.min(line.length(), from + length);
                String part = line.substring(from, to);
                lines.add(
                        line.substring(0, from)
                                + part.repeat(LENGTH / part.length())
                                + line.substring(to));
            }
        }
        return lines;
    }
}
