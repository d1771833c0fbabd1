package dev.tocsin.rules.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompiler;
import dev.tocsin.rules.run.YamlTree;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What each kind of step does to a document: {@code conformance/pipelines/steps.yml}. */
class PipelineStepTest {
    private static final Instant ARRIVAL = Instant.parse("2026-01-05T12:00:00Z");
    private static final Map<String, List<String>> LISTS =
            Map.of("admins", List.of("Root", "alice"), "office", List.of("192.0.2.0/24"));

    @TestFactory
    Stream<DynamicTest> everyCase() throws IOException {
        Path file = Path.of("conformance", "pipelines", "steps.yml");
        JsonNode cases = YamlTree.read(new RuleFile("steps.yml", Files.readString(file)));
        List<DynamicTest> tests = new ArrayList<>();
        cases.forEach(each -> tests.add(dynamicTest(each.path("name").asText(), () -> run(each))));
        assertThat(tests).hasSizeGreaterThan(50);
        return tests.stream();
    }

    private static void run(JsonNode test) {
        ObjectNode pipeline = Json.object().put("name", "p");
        pipeline.set("steps", test.path("steps"));
        PipelineCompilation compiled =
                PipelineCompiler.compile(
                        List.of(new RuleFile("p.yml", pipeline.toString())), LISTS::get);
        assertThat(compiled.problems()).isEmpty();
        ObjectNode document = test.path("sent").deepCopy();

        Outcome outcome =
                compiled.pipelines()
                        .pipelines()
                        .getFirst()
                        .run(document, PipelineContext.of(ARRIVAL));

        assertThat(document.toPrettyString()).isEqualTo(test.path("becomes").toPrettyString());
        List<String> expected = new ArrayList<>();
        test.path("problems").forEach(problem -> expected.add(problem.asText()));
        assertThat(outcome.problems()).isEqualTo(expected);
        assertThat(outcome.droppedBy() == null ? "" : outcome.droppedBy())
                .isEqualTo(test.path("dropped").asText());
    }
}
