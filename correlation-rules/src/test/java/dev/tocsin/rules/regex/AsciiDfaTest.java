package dev.tocsin.rules.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RE2/J is the judge. */
class AsciiDfaTest {
    private static final List<String> ATOMS =
            List.of(
                    "a", "b", "B", "c", ".", "\\d", "\\w", "\\s", "\\W", "[ab]", "[^ab]", "[a-c1]",
                    "[^\\d]", "\\.", "-", "^", "$", "(?:a|b)", "(ab|c)", "(a|)", "\\x41", "[\\-x]",
                    "[]a]", "1");
    private static final List<String> TIMES =
            List.of("", "", "", "", "*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "+?");
    private static final String LETTERS = "aabbcABC1 -.]x\n\t";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatRe2Finds(long seed) {
        Random random = new Random(seed);
        int understood = 0;
        int found = 0;
        for (int i = 0; i < 400; i++) {
            String regex = regex(random);
            boolean ignoreCase = random.nextInt(3) == 0;
            boolean dotAll = random.nextInt(3) == 0;
            AsciiDfa dfa = AsciiDfa.of(regex, ignoreCase, dotAll);
            if (dfa == null) {
                continue;
            }
            understood++;
            Pattern pattern =
                    Pattern.compile(
                            regex,
                            (ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
                                    | (dotAll ? Pattern.DOTALL : 0));
            for (int j = 0; j < 30; j++) {
                String text = text(random);
                boolean expected = pattern.matcher(text).find();
                assertThat(dfa.find(text))
                        .as("regex %s, text %s, i %s, s %s", regex, text, ignoreCase, dotAll)
                        .isEqualTo(expected);
                found += expected ? 1 : 0;
            }
        }
        assertThat(understood).isGreaterThan(300);
        assertThat(found).isBetween(1_000, 11_000);
    }

    private static String regex(Random random) {
        StringBuilder regex = new StringBuilder();
        for (int parts = 1 + random.nextInt(5); parts > 0; parts--) {
            String atom = ATOMS.get(random.nextInt(ATOMS.size()));
            boolean assertion = atom.equals("^") || atom.equals("$");
            regex.append(atom).append(assertion ? "" : TIMES.get(random.nextInt(TIMES.size())));
            regex.append(random.nextInt(8) == 0 && parts > 1 ? "|" : "");
        }
        return regex.toString();
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "(?i)cmd.{0,5}(?:/c|/r)   @ CMD.exe /C",
                "\\s[a-f0-9]{64}          @ x 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "(^|;)x$                  @ a;x",
                "\\[a-z]+\\.exe           @ [aaa.exe",
            })
    void findsWhatRulesLookFor(String regex, String text) {
        boolean expected = Pattern.compile(regex).matcher(text).find();
        assertThat(AsciiDfa.of(regex, false, false))
                .isNotNull()
                .satisfies(dfa -> assertThat(dfa.find(text)).isEqualTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\bword",
                "\\p{L}",
                "[[:alpha:]]",
                "(?s)a",
                "(?P<n>a)",
                "\u00e4",
                "a**",
                "a{",
                "(a",
                "a)",
                "[a",
                "\\",
                "a{2000}",
                "\\Qa\\E",
                "(?=a)"
            })
    void leavesToRe2WhatItDoesNotUnderstand(String regex) {
        assertThat(AsciiDfa.of(regex, false, false)).isNull();
    }

    @Test
    void leavesToRe2WhatWouldGrowLarge() {
        assertThat(AsciiDfa.of("[ab][ab]{20}c", false, false)).isNotNull();
        assertThat(AsciiDfa.of("a[ab]{20}c", false, false)).isNull();
        assertThat(AsciiDfa.of("((a{99}){99}){99}", false, false)).isNull();
    }
}
