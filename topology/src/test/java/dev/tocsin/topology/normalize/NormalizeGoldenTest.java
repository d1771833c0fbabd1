package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every {@code <sample>.sent.json} gives its {@code <sample>.ecs.json}. To accept what the
 * normalizer says now, run with {@code -Dtocsin.golden.accept=true} and read the difference.
 */
class NormalizeGoldenTest {
    private static final Path SAMPLES = Path.of("src/test/resources/normalize");
    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T12:00:00Z");

    @TestFactory
    Stream<DynamicTest> samplesBecomeTheirGoldenDocuments() throws IOException {
        return samples().stream().map(sample -> dynamicTest(sample, () -> check(sample)));
    }

    private static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sent.json"))
                    .map(name -> name.substring(0, name.length() - ".sent.json".length()))
                    .sorted()
                    .toList();
        }
    }

    private static void check(String sample) throws IOException {
        ObjectNode sent = (ObjectNode) read(SAMPLES.resolve(sample + ".sent.json"));
        ObjectNode before = sent.deepCopy();
        ObjectNode event =
                new EventNormalizer()
                        .normalize(sent, IngestInfo.of(RECEIVED_AT, "raw-0-7"))
                        .event();
        Path golden = SAMPLES.resolve(sample + ".ecs.json");
        if (Boolean.getBoolean("tocsin.golden.accept")) {
            Files.writeString(golden, event.toPrettyString() + "\n");
        }
        assertThat(event.toPrettyString()).isEqualTo(read(golden).toPrettyString());
        assertThat(sent).as("the sent document stays as it is").isEqualTo(before);
    }

    private static JsonNode read(Path file) throws IOException {
        return Json.parse(Files.readAllBytes(file));
    }
}
