package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.TextPattern;
import dev.tocsin.rules.plan.TextPattern.Literal;
import dev.tocsin.rules.plan.TextPattern.Part;
import dev.tocsin.rules.plan.TextPattern.Wild;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternReaderTest {
    /** What is written, and its parts: literals in brackets, RUN and ONE by name. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    abc            ~ [abc]
                    *              ~ RUN
                    a**b           ~ [a]RUN[b]
                    a?b            ~ [a]ONE[b]
                    a\\*b          ~ [a*b]
                    a\\?b          ~ [a?b]
                    a\\\\*b        ~ [a\\]RUN[b]
                    a\\\\\\*b      ~ [a\\*b]
                    C:\\dir        ~ [C:\\dir]
                    C:\\\\dir      ~ [C:\\dir]
                    a\\            ~ [a\\]
                    \\\\\\\\srv    ~ [\\\\srv]
                    \\*            ~ [*]
                    ``             ~ ``
                    """)
    void escapesTakeTheMeaningOfWildcardsAway(String written, String parts) {
        assertThat(text(PatternReader.read(written))).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    ` -enc `       ~ `[ ]DASH[enc ]`
                    /c             ~ DASH[c]
                    a-b            ~ [a-b]
                    -              ~ [-]
                    --x            ~ [-]DASH[x]
                    *-x -y         ~ RUNDASH[x ]DASH[y]
                    """)
    void anyDashStandsWhereAWordBegins(String written, String parts) {
        TextPattern pattern = PatternReader.withAnyDash(PatternReader.read(written));

        assertThat(text(pattern)).isEqualTo(parts);
    }

    private static String text(TextPattern pattern) {
        StringBuilder text = new StringBuilder();
        for (Part part : pattern.parts()) {
            switch (part) {
                case Literal(String literal) -> text.append('[').append(literal).append(']');
                case Wild wild -> text.append(wild.name());
            }
        }
        return text.toString();
    }
}
