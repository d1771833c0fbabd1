package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tocsin.json.Json;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The JSON Schemas that editors check rule files with say what the compiler says. */
class RuleSchemaTest {
    private static final Path RULES = Path.of("rules");
    private static final Schema RULE = schema("tocsin-rule");
    private static final Schema TEST = schema("tocsin-rule-test");

    private static final String SOUND =
            """
            title: T
            logsource: {product: p}
            detection: {s: {a|contains|all: [x, y], b: null}, condition: s}
            """;
    private static final String CORRELATION =
            """
            title: C
            correlation: {type: event_count, rules: [r], timespan: 5m, condition: {gte: 5}}
            """;

    @Test
    void everyRuleAndTestThatWeShipIsSound() throws IOException {
        for (RuleFile file : RuleDirectory.read(RULES)) {
            assertThat(problems(RULE, file.text())).as(file.path()).isEmpty();
        }
        for (RuleFile file : RuleDirectory.readTests(RULES)) {
            assertThat(problems(TEST, file.text())).as(file.path()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SOUND,
                CORRELATION,
                "title: T\nlogsource: {category: c}\nfilter: {rules: any, f: {a: 1}, condition: not f}",
                "title: T\nlogsource: {product: p, tenant: x}\ndetection: {k: [a, 7], condition: [k]}",
                "action: global\ntitle: T\nlogsource: {product: p}",
                "title: C\ncorrelation: {type: temporal, rules: [a, b], timespan: 1h, condition: a and not b}",
                "title: C\ncorrelation: {type: absence, rules: a, timespan: 1h}\ntocsin: {expect: hosts}",
                "title: C\ncorrelation: {type: new_value, rules: [a], condition: {field: [x, y]}}",
                "title: C\ncorrelation: {type: geo_velocity, rules: a, condition: {field: x, accuracy: y}}",
                "title: R\nrisk: {threshold: 100, entities: [user.name], half-life: 12h}",
                SOUND + "risk: high",
                "title: C\ncorrelation: {type: anomaly, rules: a, timespan: 1h, condition: {gte: 6}}",
                "title: C\ncorrelation: {type: temporal, rules: a, timespan: 1h}\ntocsin: {warm: false}",
            })
    void soundDocumentsAreSound(String text) {
        assertThat(problems(RULE, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: T",
                "logsource: {product: p}\ndetection: {s: {a: 1}, condition: s}",
                "title: T\ndetection: {s: {a: 1}, condition: s}",
                "title: T\nlogsource: {}\ndetection: {s: {a: 1}, condition: s}",
                "title: T\nlogsource: {product: p}\ndetection: {s: {a: 1}}",
                "title: T\nlogsource: {product: p}\ndetection: {s: {a|contain: 1}, condition: s}",
                "title: T\nlogsource: {product: p}\ndetection: {s: [{a|re|x: 1}], condition: s}",
                "title: T\nlogsource: {product: p}\ndetection: {s: {a: {b: 1}}, condition: s}",
                "title: T\nlevel: severe\nlogsource: {product: p}\ndetection: {s: {a: 1}, condition: s}",
                "title: T\ndate: yesterday\nlogsource: {product: p}\ndetection: {s: {a: 1}, condition: s}",
                "title: C\ncorrelation: {type: event_counts, rules: [r], timespan: 5m, condition: {gte: 5}}",
                "title: C\ncorrelation: {type: event_count, rules: [r], timespan: 5 minutes, condition: {gte: 5}}",
                "title: C\ncorrelation: {type: event_count, rules: [r], condition: {gte: 5}}",
                "title: C\ncorrelation: {type: event_count, rules: [r], timespan: 5m, condition: {over: 5}}",
                "title: C\ncorrelation: {type: event_count, rules: [r], timespan: 5m, condition: {field: a}}",
                "title: C\ncorrelation: {type: value_count, rules: [r], timespan: 5m, condition: {gte: 5}}",
                "title: C\ncorrelation: {type: event_count, rules: [], timespan: 5m, condition: {gte: 5}}",
                "title: C\ncorrelation: {type: absence, rules: [r], timespan: 5m, condition: {gte: 5}}",
                "title: C\ncorrelation: {type: event_count, rules: [r], timespan: 5m, condition: {gte: 5}, group_by: a}",
                "title: C\ncorrelation: {type: temporal, rules: [r], timespan: 5m}\ntocsin: {gracious: 1h}",
                "title: C\ncorrelation: {type: temporal, rules: [r], timespan: 5m}\ntocsin: {warm: 1h}",
                "title: C\ncorrelation: {type: geo_velocity, rules: [r], condition: {field: a, gte: 5}}",
                "title: C\ncorrelation: {type: anomaly, rules: [r], timespan: 1h, condition: {lt: 5}}",
                "title: R\nrisk: {entities: [user.name]}",
                "title: R\nrisk: {threshold: 0}",
                "title: R\nrisk: {threshold: 5, halflife: 1h}",
                "title: C\ncorrelation: {type: temporal, rules: [r], timespan: 5m}\ntocsin: {suppress: {by: [a]}}",
            })
    void clearMistakesAreRefusedAsTheCompilerDoes(String text) {
        assertThat(problems(RULE, text)).as(text).isNotEmpty();
        assertThat(
                        RuleCompiler.compile(
                                        List.of(new RuleFile("a.yml", text)), Placeholders.none())
                                .hasErrors())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests: [{name: n, events: []}]",
                "tests: [{name: n, events: [{event: {}}], alerts: []}]",
                "tests: [{name: n, events: [{at: noon, event: {}}], alerts: []}]",
                "tests: [{name: n, events: [], alerts: [{rules: a}]}]",
                "tests: [{name: n, events: [{at: 2026-01-01T12:00:00Z, evry: 1s, event: {}}], alerts: []}]",
                "test: []",
            })
    void clearMistakesInTestsAreRefused(String text) {
        assertThat(problems(TEST, text)).as(text).isNotEmpty();
    }

    /** When this fails, add the modifier to definitions.key in schema/tocsin-rule.schema.json. */
    @Test
    void theModifiersAreThoseOfTheCompiler() throws IOException {
        Set<String> known = new TreeSet<>(List.of("ignorecase", "multiline", "dotall"));
        for (Modifier modifier : Modifier.values()) {
            known.add(modifier.text());
        }
        String pattern = read("tocsin-rule").at("/definitions/key/pattern").asText();
        Matcher list = Pattern.compile("\\(\\?:([a-z0-9|]+)\\)").matcher(pattern);
        assertThat(list.find()).isTrue();

        assertThat(Set.of(list.group(1).split("\\|"))).containsExactlyInAnyOrderElementsOf(known);
        assertThat(known).allMatch(name -> Modifier.of(name) != null);
    }

    @Test
    void theCorrelationTypesAndSettingsAreThoseOfTheCompiler() throws IOException {
        JsonNode schema = read("tocsin-rule");
        List<String> types = new ArrayList<>();
        schema.at("/definitions/correlation/properties/type/enum")
                .forEach(type -> types.add(type.asText()));
        List<String> settings = new ArrayList<>();
        schema.at("/definitions/tocsin/properties").fieldNames().forEachRemaining(settings::add);

        assertThat(types)
                .containsExactlyInAnyOrderElementsOf(
                        Kind.CORRELATIONS.stream().map(Kind::text).toList());
        assertThat(settings)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(Setting.values()).stream().map(Setting::text).toList());
    }

    private static List<Error> problems(Schema schema, String yaml) {
        List<Error> problems = new ArrayList<>();
        for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
            problems.addAll(schema.validate(Json.MAPPER.<JsonNode>valueToTree(document)));
        }
        return problems;
    }

    private static Schema schema(String name) {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(read(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String name) throws IOException {
        Path file = Path.of("schema", "%s.schema.json".formatted(name.toLowerCase(Locale.ROOT)));
        return Json.parse(Files.readAllBytes(file));
    }
}
