package dev.tocsin.rules.pipeline.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.run.YamlTree;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema that editors check pipeline files with says what the compiler says. */
class PipelineSchemaTest {
    private static final Path FILE = Path.of("schema", "tocsin-pipeline.schema.json");

    private final JsonNode json = Json.parse(Files.readAllBytes(FILE));
    private final Schema schema =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(Files.readString(FILE));

    PipelineSchemaTest() throws IOException {}

    @Test
    void theKindsOfStepsAreThoseOfTheCompiler() {
        List<String> kinds = new ArrayList<>();
        json.at("/definitions/step/oneOf")
                .forEach(one -> kinds.add(one.at("/required/0").asText()));
        List<String> keys = new ArrayList<>();
        json.at("/definitions/step/properties").fieldNames().forEachRemaining(keys::add);
        keys.removeAll(List.of("if", "name", "optional", "replace"));

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(StepKind.names());
        assertThat(keys).containsExactlyInAnyOrderElementsOf(StepKind.names());
    }

    @Test
    void everyStepOfTheCasesAndEveryPipelineThatWeShipIsSound() throws IOException {
        Path cases = Path.of("conformance", "pipelines", "steps.yml");
        for (JsonNode one : YamlTree.read(new RuleFile("steps.yml", Files.readString(cases)))) {
            ObjectNode pipeline = Json.object().put("name", "p");
            pipeline.set("steps", one.path("steps"));
            assertThat(schema.validate(pipeline)).as(one.path("name").asText()).isEmpty();
        }
        List<RuleFile> shipped = RuleDirectory.read(Path.of("pipelines"));
        assertThat(shipped).isNotEmpty();
        for (RuleFile file : shipped) {
            assertThat(schema.validate(YamlTree.read(file))).as(file.path()).isEmpty();
        }
        assertThat(PipelineCompiler.compile(shipped, Placeholders.none()).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: p",
                "name: two words\nsteps: [{remove: a}]",
                "name: p\nstage: later\nsteps: [{remove: a}]",
                "name: p\nsteps: [{renam: {a: b}}]",
                "name: p\nsteps: [{rename: {a: b}, copy: {a: b}}]",
                "name: p\nsteps: [{if: {a: 1}}]",
                "name: p\nsteps: [{date: {field: t}}]",
                "name: p\nsteps: [{convert: {a: int16}}]",
                "name: p\nsteps: [{lookup: {field: a}}]",
                "name: p\nwhen: {events: {a: 1}}\nsteps: [{remove: a}]",
            })
    void clearMistakesAreRefused(String text) {
        assertThat(schema.validate(YamlTree.read(new RuleFile("p.yml", text)))).isNotEmpty();
    }
}
