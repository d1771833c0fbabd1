package dev.tocsin.rules.logsource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.compile.Compiled;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldMappingsTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/field-mappings.txt", delimiter = '|', quoteCharacter = '`')
    void aFieldIsFoundWhereItsLogSourceKeepsIt(String source, String field, String event) {
        Compiled rules = Compiled.file(rule(source, field));

        assertThat(rules.matches(event)).isTrue();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/field-mappings.txt", delimiter = '|', quoteCharacter = '`')
    void theRawEventItselfMatchesToo(String source, String field) {
        Compiled rules = Compiled.file(rule(source, field));

        assertThat(rules.matches("{'" + field + "':'x'}")).isTrue();
        assertThat(rules.matches("{'custom':{'" + field + "':'x'}}")).isTrue();
    }

    @Test
    void ofTwoSectionsTheOneForMoreDimensionsWins() {
        FieldMappings mappings =
                mappings(
                        """
                        logsource: {product: p, service: s}
                        fields: {a: narrow}
                        ---
                        logsource: {product: p}
                        fields: {a: wide, b: [wide, other]}
                        fallback: "ns.{field}"
                        """);

        assertThat(places(mappings, source("p", "s"), "a")).containsExactly("narrow", "ns.a", "a");
        assertThat(places(mappings, source("p", "s"), "b"))
                .containsExactly("wide", "other", "ns.b", "b");
        assertThat(places(mappings, source("p", null), "a")).containsExactly("wide", "ns.a", "a");
        assertThat(places(mappings, source("q", "s"), "a")).containsExactly("a");
    }

    @Test
    void spacesInANameDoNotCountWhereTheSectionSaysSo() {
        FieldMappings mappings =
                mappings(
                        """
                        logsource: {product: p}
                        strip-spaces: true
                        fields: {ThreatName: place}
                        fallback: ["ns.{field}"]
                        """);

        assertThat(places(mappings, source("p", null), "Threat Name"))
                .containsExactly("place", "ns.ThreatName", "ThreatName", "Threat Name");
    }

    @Test
    void aBrokenFileSaysWhereItIsBroken() {
        List<Problem> problems = new ArrayList<>();

        FieldMappings.of(
                List.of(
                        new RuleFile(
                                "mine.yml",
                                """
                                logsource: {product: p}
                                fields:
                                  a: [b, {c: d}]
                                  e:
                                strip-spaces: 7
                                ---
                                filds: {}
                                fallback: []
                                ---
                                - a
                                """)),
                problems);

        assertThat(problems)
                .extracting(
                        problem -> problem.file() + ":" + problem.line() + ":" + problem.column())
                .containsExactlyInAnyOrder(
                        "mine.yml:3:10",
                        "mine.yml:4:5",
                        "mine.yml:5:15",
                        "mine.yml:7:1",
                        "mine.yml:8:11",
                        "mine.yml:10:1");
        assertThatThrownBy(() -> ContentFiles.requireNone(problems))
                .hasMessageContaining("mine.yml:5:15: error: Expected true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mappings", "logsources"})
    void theIndexNamesEveryFileOfItsDirectoryOnce(String directory) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            assertThat(ContentFiles.shipped(directory))
                    .extracting(RuleFile::path)
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> directory + "/" + file.getFileName())
                                    .filter(name -> !name.endsWith("/index.yml"))
                                    .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mappings", "logsources"})
    void everyFileBeginsWithWhatItIsFor(String directory) {
        assertThat(ContentFiles.shipped(directory))
                .allSatisfy(file -> assertThat(file.text()).as(file.path()).startsWith("# "));
    }

    private static FieldMappings mappings(String yaml) {
        List<Problem> problems = new ArrayList<>();
        FieldMappings mappings = FieldMappings.of(List.of(new RuleFile("t.yml", yaml)), problems);
        assertThat(problems).isEmpty();
        return mappings;
    }

    private static List<String> places(FieldMappings mappings, LogSource source, String field) {
        return mappings.mapping(source).field(field).places();
    }

    private static LogSource source(String product, @Nullable String service) {
        return new LogSource(product, null, service);
    }

    private static String rule(String source, String field) {
        return """
        title: Test
        name: test
        logsource: {%s}
        detection:
          selection: {'%s': x}
          condition: selection
        """
                .formatted(source, field);
    }
}
