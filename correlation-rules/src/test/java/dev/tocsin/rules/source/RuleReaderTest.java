package dev.tocsin.rules.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    429          ~ NUMBER   ~ 429
                    -1.50        ~ NUMBER   ~ -1.50
                    00000429     ~ TEXT     ~ 00000429
                    0x40810000   ~ TEXT     ~ 0x40810000
                    0o17         ~ TEXT     ~ 0o17
                    1_000        ~ TEXT     ~ 1_000
                    +5           ~ TEXT     ~ +5
                    1e3          ~ TEXT     ~ 1e3
                    .5           ~ TEXT     ~ .5
                    .inf         ~ TEXT     ~ .inf
                    '429'        ~ TEXT     ~ 429
                    yes          ~ TEXT     ~ yes
                    off          ~ TEXT     ~ off
                    true         ~ BOOLEAN  ~ true
                    False        ~ BOOLEAN  ~ False
                    null         ~ NULL     ~ null
                    `~`          ~ NULL     ~ `~`
                    ``           ~ NULL     ~ ``
                    12:30:45     ~ TEXT     ~ 12:30:45
                    2026-01-01   ~ TEXT     ~ 2026-01-01
                    """)
    void scalarsFollowTheCoreSchemaAndKeepTheirSpelling(String yaml, Yaml.Kind kind, String text) {
        Yaml value = read("a: " + yaml + "\n").documents().getFirst().root().get("a");

        assertThat(value)
                .asInstanceOf(type(Yaml.Scalar.class))
                .satisfies(
                        scalar -> {
                            assertThat(scalar.kind()).isEqualTo(kind);
                            assertThat(scalar.text()).isEqualTo(text);
                        });
    }

    @Test
    void valuesKnowTheirPlaceInTheFile() {
        RuleReader.Result result = read("a: 1\n---\n# comment\nb:\n  - c\n  - d: e\n");

        Yaml b = result.documents().get(1).root().get("b");
        assertThat(b)
                .asInstanceOf(type(Yaml.Sequence.class))
                .satisfies(
                        list ->
                                assertThat(list.items())
                                        .extracting(Yaml::at)
                                        .containsExactly(new Position(5, 5), new Position(6, 5)));
    }

    @Test
    void brokenDocumentDoesNotHideTheOthers() {
        RuleReader.Result result = read("a: 1\n---\nb: [1\n---\nc: 3\n");

        assertThat(result.documents()).hasSize(2);
        assertThat(result.total()).isEqualTo(3);
        assertThat(result.unreadable())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.document()).isEqualTo(2);
                            assertThat(problem.line()).isEqualTo(4);
                            assertThat(problem.message()).startsWith("Expected YAML, but ");
                        });
    }

    @Test
    void everyDuplicateKeyIsReported() {
        RuleReader.Result result = read("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n");

        assertThat(texts(result.documents().getFirst().problems().all()))
                .containsExactly(
                        "test.yml:4:3: error: Expected each key once, but found 'c' again (first"
                                + " in line 3) (merge the two into one list of values, or rename one)",
                        "test.yml:5:1: error: Expected each key once, but found 'a' again (first"
                                + " in line 1) (merge the two into one list of values, or rename one)");
    }

    @Test
    void tagsMergeKeysAndListsAsKeysAreErrors() {
        RuleReader.Result result =
                read("base: &b {x: 1}\na: {<<: *b}\nc: !foo bar\n? [1, 2]\n: d\n");

        assertThat(result.documents().getFirst().problems().all())
                .extracting(Problem::line)
                .containsExactly(2, 3, 4);
    }

    @Test
    void aliasesAreValuesAndCannotBlowUp() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String one = "*a" + (i - 1) + ", ";
            bomb.append("a%d: &a%d [%s x]\n".formatted(i, i, one.repeat(10)));
        }

        RuleReader.Result result = read(bomb.toString());

        assertThat(read("a: &x {p: 1}\nb: *x\n").documents()).hasSize(1);
        assertThat(result.unreadable())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("Expected ");
    }

    @Test
    void nestingHasALimit() {
        String deep = "[".repeat(100) + "]".repeat(100);

        assertThat(read("a: " + deep + "\n").unreadable())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("Expected ");
    }

    @Test
    void nestingIsStoppedWhereItGoesTooDeepBeforeTheStackIsFull() {
        assertThat(texts(read("\n---\na:\n  " + "[".repeat(500_000)).unreadable()))
                .containsExactly(
                        "test.yml:4:67: error: Expected at most 64 levels of nesting, but found"
                                + " more (split it into several rules)");
        assertThat(read("a: " + "[".repeat(63) + "]".repeat(63)).unreadable()).isEmpty();
    }

    @Test
    void aliasToItselfIsAnError() {
        RuleReader.Result result = read("a: &a [*a]\n");

        assertThat(result.documents()).isEmpty();
        assertThat(result.unreadable()).hasSize(1);
    }

    @Test
    void emptyDocumentsAreNothing() {
        RuleReader.Result result = read("# nothing\n---\n---\na: 1\n...\n# end\n");

        assertThat(result.unreadable()).isEmpty();
        assertThat(result.documents()).hasSize(1);
    }

    @Test
    void documentThatIsNoMapIsAnError() {
        assertThat(texts(read("- a\n").unreadable()))
                .containsExactly(
                        "test.yml:1:1: error: Expected a map of keys and values, but found a list"
                                + " (begin the document with 'title:')");
    }

    @Test
    void markerInsideABlockTextEndsTheDocument() {
        assertThat(read("a: |\n  text\n  --- x\n---\nb: 1\n").documents()).hasSize(2);
    }

    private static RuleReader.Result read(String text) {
        return RuleReader.read(new RuleFile("test.yml", text));
    }

    private static List<String> texts(List<Problem> problems) {
        List<String> texts = new ArrayList<>();
        problems.forEach(problem -> texts.add(problem.toString()));
        return texts;
    }
}
