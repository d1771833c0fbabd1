package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSourceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    {'product':'windows'}                           ~ true
                    {'product':'WINDOWS'}                           ~ true
                    {'product':'linux'}                             ~ false
                    {'category':'process_creation'}                 ~ true
                    {'product':'windows','service':'security'}      ~ true
                    {'product':'windows','category':'file_event'}   ~ false
                    {}                                              ~ true
                    """)
    void onlyAConflictKeepsARuleAway(String source, boolean expected) {
        Compiled rules =
                Compiled.file(
                        """
                        title: Test
                        name: test
                        logsource: {product: Windows, category: process_creation}
                        detection:
                          selection: {a: 1}
                          condition: selection
                        """);

        assertThat(rules.matches("{'a':1,'tocsin':{'logsource':" + source + "}}"))
                .isEqualTo(expected);
    }

    @Test
    void firstPlaceWithAValueWins() {
        Compiled rules =
                Compiled.file(
                        """
                        title: Test
                        name: test
                        logsource: {product: windows, category: process_creation}
                        detection:
                          selection: {Image: x}
                          condition: selection
                        """);

        assertThat(rules.matches("{'process':{'executable':'y'},'Image':'x'}")).isFalse();
        assertThat(rules.matches("{'process':{'executable':null},'Image':'x'}")).isTrue();
    }
}
