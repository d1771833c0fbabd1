package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final String IDENTIFIERS =
            """
              sel_a: {a: 1}
              sel_b: {b: 1}
              filter: {f: 1}
              _hidden: {h: 1}
            """;

    /** Condition, then which of a, b, f, h the event has, then whether it matches. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    sel_a;                                  a;      true
                    sel_a and sel_b;                        a;      false
                    sel_a and sel_b;                        a b;    true
                    sel_a or sel_b;                         b;      true
                    sel_a and not filter;                   a;      true
                    sel_a and not filter;                   a f;    false
                    not sel_a or sel_b;                     a b;    true
                    not (sel_a or sel_b);                   f;      true
                    not (sel_a or sel_b);                   b;      false
                    sel_a or sel_b and filter;              a;      true
                    sel_a or sel_b and filter;              b;      false
                    (sel_a or sel_b) and filter;            a;      false
                    not sel_a and sel_b;                    b;      true
                    not not sel_a;                          a;      true
                    1 of sel_*;                             b;      true
                    1 of sel_*;                             f;      false
                    any of sel_*;                           a;      true
                    all of sel_*;                           a;      false
                    all of sel_*;                           a b;    true
                    not 1 of sel_*;                         f;      true
                    1 of them;                              h;      false
                    1 of them;                              f;      true
                    all of them;                            a b f;  true
                    1 of *;                                 h;      false
                    1 of _*;                                h;      true
                    _hidden;                                h;      true
                    1 of sel_a;                             a;      true
                    1 of s*_b;                              b;      true
                    sel_a and 1 of filter*;                 a f;    true
                    '(((sel_a)))and(sel_b)';                a b;    true
                    """)
    void combinesIdentifiers(String condition, String present, boolean expected) {
        Compiled rules = Compiled.detection(IDENTIFIERS + "  condition: " + condition + "\n");

        assertThat(rules.matches(event(present))).isEqualTo(expected);
    }

    @Test
    void listOfConditionsIsADisjunction() {
        Compiled rules =
                Compiled.detection(IDENTIFIERS + "  condition: [sel_a and filter, sel_b]\n")
                        .sound();

        assertThat(rules.matches(event("b"))).isTrue();
        assertThat(rules.matches(event("a"))).isFalse();
        assertThat(rules.matches(event("a f"))).isTrue();
    }

    @Test
    void keywordsInUpperCaseWorkAndAreWarnedAbout() {
        Compiled rules = Compiled.detection(IDENTIFIERS + "  condition: sel_a AND NOT filter\n");

        assertThat(rules.rules().match(Compiled.json("{'a':1}"))).hasSize(1);
        assertThat(rules.rules().match(Compiled.json("{'a':1,'f':1}"))).isEmpty();
        assertThat(rules.problems())
                .containsExactly(
                        "test.yml:9:20: warning: Expected 'and' in lower case, but found 'AND'"
                                + " (other Sigma tools read only lower case)",
                        "test.yml:9:24: warning: Expected 'not' in lower case, but found 'NOT'"
                                + " (other Sigma tools read only lower case)");
    }

    @Test
    void foldedConditionSpansLines() {
        Compiled rules =
                Compiled.detection(
                                IDENTIFIERS
                                        + "  condition: >\n    sel_a\n    and\n    not filter\n")
                        .sound();

        assertThat(rules.matches(event("a"))).isTrue();
    }

    private static String event(String present) {
        StringBuilder json = new StringBuilder("{'x':0");
        for (String field : present.split(" ", -1)) {
            json.append(",'").append(field).append("':1");
        }
        return json.append('}').toString();
    }

    /** Tried one by one, the ways to spread the stars are more than can be counted. */
    @Test
    void aPatternOfManyStarsIsDecidedAtOnce() {
        String name = "a".repeat(5_000);

        assertThat(ConditionResolver.matches(name, "a*".repeat(2_000) + "b*")).isFalse();
        assertThat(ConditionResolver.matches(name, "a*".repeat(2_000))).isTrue();
    }

    @Test
    void starsStandForAnyRunEverywhere() {
        assertThat(ConditionResolver.matches("selection_a", "sel*")).isTrue();
        assertThat(ConditionResolver.matches("selection_a", "*_a")).isTrue();
        assertThat(ConditionResolver.matches("selection_a", "s*l*ion*a")).isTrue();
        assertThat(ConditionResolver.matches("selection_a", "s*x*a")).isFalse();
        assertThat(ConditionResolver.matches("aba", "ab*ba")).isFalse();
        assertThat(ConditionResolver.matches("ab", "a*b*b")).isFalse();
        assertThat(ConditionResolver.matches("", "*")).isTrue();
        assertThat(ConditionResolver.matches("a", "**a**")).isTrue();
    }
}
