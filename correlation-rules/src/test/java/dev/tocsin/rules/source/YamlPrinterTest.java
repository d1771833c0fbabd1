package dev.tocsin.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlPrinterTest {
    private static final Position ANYWHERE = new Position(1, 1);
    private static final int TREES = 300;

    private static final List<String> PIECES =
            List.of(
                    "a",
                    "Image",
                    "C:\\dir\\*",
                    ": ",
                    ":",
                    " #",
                    "#",
                    " ",
                    "'",
                    "\"",
                    "\\",
                    "\n",
                    "\t",
                    "- ",
                    "---",
                    "%x%",
                    "[",
                    "}",
                    ",",
                    "&",
                    "*",
                    "!",
                    "|",
                    ">",
                    "@",
                    "`",
                    "?",
                    "null",
                    "true",
                    "42",
                    "~",
                    "=",
                    "\u00e4",
                    "\ud83d\ude00",
                    "\u0000",
                    "\u0085",
                    "\u2028",
                    "\ufeff",
                    "\r");

    @Test
    void documentIsWrittenInBlocks() {
        String text =
                """
                title: T
                tags: []
                detection:
                  selection:
                    - Image|endswith: '\\x.exe'
                      User: null
                    - keyword
                  filter: {}
                  condition: selection and not filter
                description: |
                  Two
                  lines
                """;

        assertThat(YamlPrinter.print(read(text))).isEqualTo(text);
    }

    @Test
    void documentsAreParted() {
        assertThat(YamlPrinter.print(List.of(read("a: 1\n"), read("b: 2\n"))))
                .isEqualTo("a: 1\n---\nb: 2\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsPrintedReadsAsTheSameTree(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < TREES; i++) {
            Yaml.Mapping tree = mapping(random, 0);
            String text = YamlPrinter.print(tree);

            RuleReader.Result result = RuleReader.read(new RuleFile("test.yml", text));
            assertThat(result.unreadable()).as(text).isEmpty();
            assertThat(result.documents()).as(text).hasSize(1);
            assertThat(plain(result.documents().getFirst().root())).as(text).isEqualTo(plain(tree));
        }
    }

    private static Yaml tree(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> scalar("null", Yaml.Kind.NULL, true);
            case 1 -> scalar(random.nextBoolean() ? "true" : "False", Yaml.Kind.BOOLEAN, true);
            case 2 -> scalar("-" + random.nextInt(1000) + ".50", Yaml.Kind.NUMBER, true);
            case 3 -> scalar(text(random), Yaml.Kind.TEXT, false);
            case 4 -> mapping(random, depth + 1);
            default -> {
                List<Yaml> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(tree(random, depth + 1));
                }
                yield new Yaml.Sequence(items, ANYWHERE);
            }
        };
    }

    private static Yaml.Mapping mapping(Random random, int depth) {
        Set<String> keys = new LinkedHashSet<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            keys.add(text(random));
        }
        keys.remove("action");
        List<Yaml.Entry> entries = new ArrayList<>();
        for (String key : keys) {
            entries.add(new Yaml.Entry(key, ANYWHERE, tree(random, depth)));
        }
        return new Yaml.Mapping(entries, ANYWHERE);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static Yaml.Scalar scalar(String text, Yaml.Kind kind, boolean plain) {
        return new Yaml.Scalar(text, kind, plain, ANYWHERE);
    }

    /** The tree without places and quotes. */
    private static Yaml plain(Yaml value) {
        return switch (value) {
            case Yaml.Scalar scalar -> scalar(scalar.text(), scalar.kind(), true);
            case Yaml.Sequence list ->
                    new Yaml.Sequence(
                            list.items().stream().map(YamlPrinterTest::plain).toList(), ANYWHERE);
            case Yaml.Mapping map -> {
                List<Yaml.Entry> entries = new ArrayList<>();
                for (Yaml.Entry entry : map.entries()) {
                    entries.add(new Yaml.Entry(entry.key(), ANYWHERE, plain(entry.value())));
                }
                yield new Yaml.Mapping(entries, ANYWHERE);
            }
        };
    }

    private static Yaml.Mapping read(String text) {
        return RuleReader.read(new RuleFile("test.yml", text)).documents().getFirst().root();
    }
}
