package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegexSizeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "a{1000}",
                "(ab){1000}",
                "[a-z{}()*]{1000}",
                "[]{]{9}",
                "(a{100}){100}",
                "\\({9999}",
                "a{x}",
                "a{2",
                "((((a))))*",
                ")))",
            })
    void whatIsWrittenByHandIsSmallEnough(String regex) {
        assertThat(RegexSize.excess(regex)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a{200}){200}",
                "((a{50,100}){100}){100}",
                "(a|b{1000}){999}",
                "([a-z]{1000}x?){100,}",
                "(\\w{1000}){21}",
            })
    void repetitionsOfRepetitionsAreNot(String regex) {
        assertThat(RegexSize.excess(regex)).startsWith("a regular expression of at most 20000");
    }

    @Test
    void deepGroupsAreNot() {
        assertThat(RegexSize.excess("(".repeat(101) + "a" + ")".repeat(101)))
                .isEqualTo("at most 100 groups in one another, but found more");
        assertThat(RegexSize.excess("(".repeat(100) + "a" + ")".repeat(100))).isNull();
    }
}
