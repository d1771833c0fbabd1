package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample with each of its values replaced by a value of every other type, or left out: no
 * normalizer fails on any, and what comes out is still ECS where the normalizer chose the fields,
 * and not the sender.
 */
class WrongTypesTest {
    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T12:00:00Z");
    private static final int DEEPEST = 5;
    private static final String VERY_LONG = "Überlänge ".repeat(5_000);

    /** Normalizers that choose the fields of ECS themselves. */
    private static final Set<String> CHOSEN =
            Stream.concat(
                            VendorShape.ALL.stream().map(Shape::name),
                            Stream.of("windows-nxlog", "windows-evtx"))
                    .collect(Collectors.toUnmodifiableSet());

    private final EventNormalizer normalizer = new EventNormalizer();

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/normalize"))) {
            return files.filter(file -> file.toString().endsWith(".sent.json")).sorted().toList();
        }
    }

    private static List<JsonNode> wrong() {
        ObjectNode maker = Json.object();
        return List.of(
                maker.textNode("本"),
                maker.textNode(""),
                maker.textNode(VERY_LONG),
                maker.numberNode(-7.5),
                maker.booleanNode(true),
                maker.nullNode(),
                maker.arrayNode().add(1).add("x"),
                maker.arrayNode(),
                maker.objectNode().put("a", 1));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void noNormalizerFailsOnAWrongType(Path sample) throws IOException {
        ObjectNode sent = (ObjectNode) Json.parse(Files.readAllBytes(sample));
        EcsFields fields = EcsFields.read();
        List<String> failures = new ArrayList<>();
        replaceEach(sent, sent, 1, () -> check(sent, fields, failures));
        assertThat(failures).isEmpty();
    }

    private void check(ObjectNode sent, EcsFields fields, List<String> failures) {
        ObjectNode event =
                normalizer.normalize(sent, IngestInfo.of(RECEIVED_AT, "raw-0-7")).event();
        for (JsonNode problem : event.path("tocsin").path("problems")) {
            if (problem.asText().startsWith("Expected the normalizer")) {
                failures.add(problem.asText());
            }
        }
        if (CHOSEN.contains(event.path("tocsin").path("pipeline").path(0).asText())) {
            failures.addAll(fields.misfits(event));
        }
    }

    private static void replaceEach(ObjectNode root, JsonNode at, int depth, Runnable check) {
        if (depth > DEEPEST) {
            return;
        }
        if (at instanceof ObjectNode object) {
            for (String name : names(object)) {
                JsonNode before = object.get(name);
                for (JsonNode value : wrong()) {
                    object.set(name, value);
                    check.run();
                }
                object.set(name, before);
                replaceEach(root, before, depth + 1, check);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode before = array.get(i);
                for (JsonNode value : wrong()) {
                    array.set(i, value);
                    check.run();
                }
                array.set(i, before);
                replaceEach(root, before, depth + 1, check);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
