package dev.tocsin.rules.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.source.RuleFile;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts of about a megabyte that are made to take long: each ends. The time is not measured; it is
 * so generous that only what grows much faster than the text does not keep to it.
 */
class PathologicalRuleTest {
    private static final Duration GENEROUS = Duration.ofSeconds(20);
    private static final int MEGABYTE = 1_000_000;
    private static final String HEAD = "title: T\nname: t\nlogsource: {product: p}\ndetection:\n";

    static Stream<Arguments> texts() {
        return Stream.of(
                text("nested lists", "a: " + "[".repeat(MEGABYTE)),
                text("nested maps", "a: " + "{a: ".repeat(MEGABYTE / 4)),
                text("nested entries", "- ".repeat(MEGABYTE / 2)),
                text(
                        "a long line",
                        HEAD + "  s: {a: '" + "x".repeat(MEGABYTE) + "'}\n  condition: s"),
                text("a long folded text", "a: >\n" + " x\n".repeat(MEGABYTE / 3)),
                text("blank lines", "\n".repeat(MEGABYTE) + "a"),
                text(
                        "many keys",
                        HEAD
                                + "  s:\n"
                                + many(60_000, i -> "    k" + i + ": 1\n")
                                + "  condition: s"),
                text("the same key", many(60_000, i -> "key: " + i + "\n")),
                text("many documents", many(60_000, i -> "---\ntitle: " + i + "\n")),
                text(
                        "many rules of one name",
                        many(4_000, i -> "---\n" + HEAD + "  s: {a: 1}\n  condition: s\n")),
                text("aliases of aliases", aliases()),
                text(
                        "stars in a value",
                        HEAD + "  s: {a: '" + "a*".repeat(MEGABYTE / 2) + "'}\n  condition: s"),
                text(
                        "a stars in 'of'",
                        HEAD
                                + "  "
                                + "a".repeat(1_000)
                                + ": {a: 1}\n  condition: 1 of "
                                + "a*".repeat(MEGABYTE / 2)
                                + "b"),
                text("many words", condition("s" + " and s".repeat(100_000))),
                text("many nots", condition("not ".repeat(MEGABYTE / 4) + "s")),
                text("many parentheses", condition("(".repeat(MEGABYTE) + "s")),
                text(
                        "many 'of'",
                        HEAD
                                + identifiers(1_000)
                                + "  condition: "
                                + "1 of s* and ".repeat(2_000)
                                + "s1"),
                text("many identifiers", HEAD + identifiers(10_000) + "  condition: all of them"),
                text(
                        "unknown words",
                        HEAD
                                + identifiers(2_000)
                                + "  condition: s1"
                                + many(20_000, i -> " and x" + i)),
                text(
                        "unknown modifiers",
                        HEAD + "  s: {'a" + many(100_000, i -> "|m" + i) + "': 1}\n  condition: s"),
                text(
                        "a modifier again",
                        HEAD + "  s: {'a" + "|all".repeat(MEGABYTE / 4) + "': 1}\n  condition: s"),
                text(
                        "backslashes",
                        HEAD + "  s: {a: '" + "\\".repeat(MEGABYTE) + "'}\n  condition: s"),
                text("digits", HEAD + "  s: {a|gte: " + "9".repeat(MEGABYTE) + "}\n  condition: s"),
                text(
                        "an exponent",
                        HEAD + "  s: {a|gte: 1e999999999, b: 1e999999999}\n  condition: s"),
                text(
                        "nested repetition",
                        HEAD
                                + "  s: {a|re: '"
                                + "(".repeat(9)
                                + "a"
                                + "{1000})".repeat(9)
                                + "'}\n  condition: s"),
                text(
                        "a long regex",
                        HEAD + "  s: {a|re: '" + "(a|b)*".repeat(20_000) + "'}\n  condition: s"),
                text(
                        "nested groups",
                        HEAD
                                + "  s: {a|re: '"
                                + "(".repeat(100_000)
                                + "a"
                                + ")".repeat(100_000)
                                + "'}\n  condition: s"),
                text("many dots", HEAD + "  s: {" + "a.".repeat(2_000) + "b: 1}\n  condition: s"),
                text(
                        "a ring of correlations",
                        many(
                                2_000,
                                i ->
                                        "---\ntitle: C\nname: c"
                                                + i
                                                + "\ncorrelation: {type: temporal, rules: [c"
                                                + (i + 1) % 2_000
                                                + "], timespan: 1m}\n")),
                text(
                        "correlations of all others",
                        many(
                                300,
                                i ->
                                        "---\ntitle: C\nname: c"
                                                + i
                                                + "\ncorrelation: {type: temporal, rules: ["
                                                + many(60, j -> "c" + (i + j + 1) % 300 + ", ")
                                                + "], timespan: 1m}\n")),
                text(
                        "filters for every rule",
                        many(
                                500,
                                i ->
                                        "---\n"
                                                + HEAD.replace("name: t", "name: t" + i)
                                                + "  s: {a: "
                                                + i
                                                + "}\n  condition: s\n---\ntitle: F\nlogsource: {product: p}\nfilter: {f: {b: "
                                                + i
                                                + "}, condition: not f}\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void theCompilerEnds(String name, String text) {
        Compilation compilation =
                assertTimeoutPreemptively(
                        GENEROUS,
                        () ->
                                RuleCompiler.compile(
                                        List.of(new RuleFile("f.yml", text)), Placeholders.none()));

        assertThat(compilation.problems().size() + compilation.rules().rules().size())
                .as(name)
                .isPositive();
    }

    @Test
    void patternsOfManyStarsEndOnALongValue() {
        String stars = "*" + "a*".repeat(2_000) + "b";
        assertThat(matches("a: '" + stars + "'", "a".repeat(MEGABYTE))).isFalse();
        assertThat(matches("a: '" + stars + "'", "a".repeat(MEGABYTE) + "b")).isTrue();
        assertThat(matches("a: '*" + "a?".repeat(200) + "b*c'", "a".repeat(MEGABYTE))).isFalse();
    }

    @Test
    void regexesThatBacktrackElsewhereEndOnALongValue() {
        assertThat(matches("a|re: '(a*)*b'", "a".repeat(MEGABYTE))).isFalse();
        assertThat(matches("a|re: '(a|aa)+$'", "a".repeat(MEGABYTE) + "c")).isFalse();
        assertThat(matches("a|re: '(.*)(.*)(.*)(.*)x'", "a".repeat(MEGABYTE))).isFalse();
    }

    @Test
    void numbersOfManyDigitsEndToo() {
        assertThat(matches("a|gte: 5", "9".repeat(MEGABYTE))).isIn(true, false);
        assertThat(matches("a|gte: 5", "1e999999999")).isIn(true, false);
        assertThat(matches("a: 5", "5" + "0".repeat(MEGABYTE) + "e-" + MEGABYTE)).isIn(true, false);
    }

    private static boolean matches(String item, String value) {
        String text = HEAD + "  s: {" + item + "}\n  condition: s\n";
        Compilation compilation =
                RuleCompiler.compile(List.of(new RuleFile("f.yml", text)), Placeholders.none());
        assertThat(compilation.hasErrors()).as("%s", compilation.problems()).isFalse();
        JsonNode event = event(value);
        return assertTimeoutPreemptively(
                GENEROUS, () -> !compilation.rules().match(event).isEmpty());
    }

    private static ObjectNode event(String value) {
        return Json.object().put("a", value);
    }

    private static Arguments text(String name, String text) {
        return Arguments.of(name, text);
    }

    private static String condition(String condition) {
        return HEAD + "  s: {a: 1}\n  condition: " + condition + "\n";
    }

    private static String identifiers(int count) {
        return many(count, i -> "  s" + i + ": {a: " + i + "}\n");
    }

    private static String aliases() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 60; i++) {
            String before = ", *a" + (i - 1);
            text.append("a%d: &a%d [x%s]\n".formatted(i, i, before.repeat(9)));
        }
        return text.toString();
    }

    private static String many(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining());
    }
}
