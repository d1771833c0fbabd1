package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMatchingTest {
    /** Item of the rule, value of the field {@code a} as JSON, whether it matches. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: whoami ~ "Whoami" ~ true
                    a: whoami ~ "whoami /all" ~ false
                    a: who* ~ "WHOAMI" ~ true
                    a: '*ami' ~ "whoami" ~ true
                    a: '*' ~ "" ~ true
                    a: '*' ~ null ~ false
                    a: who?mi ~ "whoami" ~ true
                    a: who?mi ~ "whomi" ~ false
                    a: a*b*c ~ "a-b-b-c" ~ true
                    a: a*b*c ~ "a-b-b" ~ false
                    a: '' ~ "" ~ true
                    a: '' ~ "x" ~ false
                    a: '' ~ null ~ false
                    a: 'STRASSE' ~ "strasse" ~ true
                    a: 'ÄRGER' ~ "ärger" ~ true
                    """)
    void matchesWholeValuesWithoutRegardToCase(String item, String value, boolean expected) {
        assertMatch(item, value, expected);
    }

    @Test
    void wildcardsCoverNewlines() {
        Compiled rules = Compiled.item("a: begin*end").sound();

        assertThat(rules.matches("{'a':'begin\\n\\nend'}")).isTrue();
    }

    @Test
    void questionMarkIsOneCharacterBeyondTheBasicPlane() {
        Compiled rules = Compiled.item("a: x?y").sound();

        assertThat(rules.matches("{'a':'x\uD83D\uDE00y'}")).isTrue();
    }

    @Test
    void singleQuotedTrailingEscapeIsALiteralStar() {
        Compiled rules = Compiled.item("a: 'C:\\dir\\*'").sound();

        assertThat(rules.matches("{'a':'C:\\\\dir*'}")).isTrue();
        assertThat(rules.matches("{'a':'C:\\\\dir\\\\file'}")).isFalse();
    }

    @Test
    void doubledBackslashBeforeStarIsBackslashAndWildcard() {
        Compiled rules = Compiled.item("a: 'C:\\dir\\\\*'").sound();

        assertThat(rules.matches("{'a':'c:\\\\dir\\\\file'}")).isTrue();
        assertThat(rules.matches("{'a':'c:\\\\dir*'}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a|contains: oam ~ "WhoAmI" ~ true
                    a|contains: 'o?m' ~ "whoami" ~ true
                    a|startswith: who ~ "WHOAMI" ~ true
                    a|startswith: ami ~ "whoami" ~ false
                    a|endswith: AMI ~ "whoami" ~ true
                    a|endswith: who ~ "whoami" ~ false
                    a|cased: whoami ~ "Whoami" ~ false
                    a|cased: whoami ~ "whoami" ~ true
                    a|contains|cased: Ami ~ "whoAmi" ~ true
                    a|contains|cased: ami ~ "whoAmi" ~ false
                    a|contains|all: [a, b] ~ "xaybz" ~ true
                    a|contains|all: [a, q] ~ "xaybz" ~ false
                    a|contains: [q, b] ~ "xaybz" ~ true
                    a|neq: x ~ "x" ~ false
                    a|neq: x ~ "y" ~ true
                    a|contains: 42 ~ "x42y" ~ true
                    """)
    void modifiersSayWhereTheTextStands(String item, String value, boolean expected) {
        assertMatch(item, value, expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a: 4688 ~ 4688 ~ true
                    a: 4688 ~ "4688" ~ true
                    a: 4688 ~ 4688.0 ~ true
                    a: 1.0 ~ 1 ~ true
                    a: 4688 ~ "04688" ~ false
                    a: 4688 ~ "4688 " ~ false
                    a: '4688' ~ 4688 ~ true
                    a: 00000429 ~ "00000429" ~ true
                    a: 00000429 ~ 429 ~ false
                    a: 0x40810000 ~ "0x40810000" ~ true
                    a: true ~ true ~ true
                    a: true ~ "TRUE" ~ true
                    a: -3 ~ "-3.00" ~ true
                    a: 9007199254740993 ~ 9007199254740992 ~ false
                    a|gt: 5 ~ 6 ~ true
                    a|gt: 5 ~ 5 ~ false
                    a|gte: 5 ~ "5.0" ~ true
                    a|lt: 5 ~ "abc" ~ false
                    a|lte: 5 ~ 4.9 ~ true
                    """)
    void numbersMatchNumbersAndTextsThatSpellThem(String item, String value, boolean expected) {
        assertMatch(item, value, expected);
    }

    private static void assertMatch(String item, String value, boolean expected) {
        assertThat(Compiled.item(item).matches("{\"a\":" + value + "}")).isEqualTo(expected);
    }
}
