package dev.tocsin.rules.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            nullValues = "none",
            textBlock =
                    """
                    42          ~ 42
                    42.0        ~ 42
                    4.2e1       ~ 42
                    4200E-2     ~ 42
                    -0          ~ 0
                    -0.0        ~ 0
                    0.10        ~ 0.1
                    1e2         ~ 100
                    042         ~ none
                    +42         ~ none
                    42.         ~ none
                    .5          ~ none
                    1e          ~ none
                    0x2a        ~ none
                    4 2         ~ none
                    ``          ~ none
                    -           ~ none
                    1e999999999  ~ 1E999999999
                    1e99999999999999  ~ none
                    """)
    void equalNumbersHaveOneText(String text, String canonical) {
        assertThat(DecimalText.canonical(text)).isEqualTo(canonical);
    }
}
