package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the golden documents hold is ECS, of ECS's types, or stands under a sender's namespace. */
class EcsConformityTest {
    private static final Path SAMPLES = Path.of("src/test/resources/normalize");

    /**
     * Samples whose sender says fields of ECS itself that are wrong, or others beside them, as
     * Filebeat and Logstash do.
     */
    private static final List<String> SENDERS_OWN =
            List.of(
                    "apache-logstash-v6.ecs.json",
                    "cef-not-english.ecs.json",
                    "ecs-wrong-types.ecs.json",
                    "leef-wrong-types.ecs.json",
                    "nginx-error-v6.ecs.json",
                    "nginx-filebeat.ecs.json",
                    "nginx-very-long.ecs.json",
                    "squid-filebeat.ecs.json");

    @TestFactory
    Stream<DynamicTest> goldenDocumentsAreEcs() throws IOException {
        EcsFields fields = EcsFields.read();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files
                    .filter(file -> file.toString().endsWith(".ecs.json"))
                    .filter(file -> !SENDERS_OWN.contains(file.getFileName().toString()))
                    .sorted()
                    .toList()
                    .stream()
                    .map(
                            file ->
                                    dynamicTest(
                                            file.getFileName().toString(),
                                            () -> check(file, fields)));
        }
    }

    @Test
    void whatIsNotEcsIsFound() throws IOException {
        ObjectNode event = Json.object();
        Json.set(event, "source.ip", Json.object().textNode("somewhere"));
        Json.set(event, "source.port", Json.object().textNode("80"));
        Json.set(event, "event.category", Json.object().textNode("network"));
        Json.set(event, "event.outcome", Json.object().textNode("fine"));
        Json.set(event, "user.nickname", Json.object().textNode("ada"));

        assertThat(EcsFields.read().misfits(event)).hasSize(5);
    }

    private static void check(Path golden, EcsFields fields) throws IOException {
        assertThat(fields.misfits(Json.parse(Files.readAllBytes(golden)))).isEmpty();
    }
}
