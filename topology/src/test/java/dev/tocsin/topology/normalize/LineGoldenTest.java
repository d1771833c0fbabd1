package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
 * Every line of {@code <kind>.txt} gives the document at its place in {@code <kind>.ecs.json}, but
 * for what is the same in all of them. To accept what the normalizer says now, run with {@code
 * -Dtocsin.golden.accept=true} and read the difference.
 */
class LineGoldenTest {
    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final List<String> EVERYWHERE = List.of("created", "ingested", "id", "kind");

    @TestFactory
    Stream<DynamicTest> linesBecomeTheirGoldenDocuments() throws IOException {
        return LineSamples.kinds().stream().map(kind -> dynamicTest(kind, () -> check(kind)));
    }

    private static void check(String kind) throws IOException {
        ArrayNode events = Json.MAPPER.createArrayNode();
        for (String sample : LineSamples.of(kind)) {
            ObjectNode sent = LineSamples.sent(sample);
            ObjectNode before = sent.deepCopy();
            ObjectNode event =
                    new EventNormalizer()
                            .normalize(sent, IngestInfo.of(RECEIVED_AT, "raw-0-7"))
                            .event();
            assertThat(sent).as("the sent document stays as it is").isEqualTo(before);
            ((ObjectNode) event.get("event")).remove(EVERYWHERE);
            events.add(event);
        }
        Path golden = LineSamples.DIRECTORY.resolve(kind + ".ecs.json");
        if (Boolean.getBoolean("tocsin.golden.accept")) {
            Files.writeString(golden, events.toPrettyString() + "\n");
        }
        assertThat(events.toPrettyString())
                .isEqualTo(Json.parse(Files.readAllBytes(golden)).toPrettyString());
    }
}
