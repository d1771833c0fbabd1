package dev.tocsin.rules.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Compiled;
import dev.tocsin.rules.source.RuleFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecialMatchingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a|cidr: 10.0.0.0/8               ~ 10.255.0.1              ~ true
                    a|cidr: 10.0.0.0/8               ~ 11.0.0.1                ~ false
                    a|cidr: 10.0.0.0/8               ~ ::ffff:10.1.2.3         ~ true
                    a|cidr: 10.0.0.0/8               ~ ::ffff:a01:203          ~ true
                    a|cidr: 0.0.0.0/0                ~ 203.0.113.9             ~ true
                    a|cidr: 0.0.0.0/0                ~ 2001:db8::1             ~ false
                    a|cidr: 192.0.2.7                ~ 192.0.2.7               ~ true
                    a|cidr: 192.0.2.7                ~ 192.0.2.8               ~ false
                    a|cidr: '2001:db8::/32'          ~ 2001:DB8:1::1           ~ true
                    a|cidr: '2001:db8::/32'          ~ 2001:db9::1             ~ false
                    a|cidr: '2001:db8::/65'          ~ 2001:db8:0:0:8000::1    ~ false
                    a|cidr: '2001:db8::/65'          ~ 2001:db8:0:0:7fff::1    ~ true
                    a|cidr: '::ffff:10.0.0.0/104'    ~ 10.200.0.1              ~ true
                    a|cidr: 'fe80::/10'              ~ fe80::1%eth0            ~ true
                    a|cidr: 10.0.0.0/8               ~ 10.0.0                  ~ false
                    a|cidr: 10.0.0.0/8               ~ 10.0.0.1x               ~ false
                    a|cidr: 10.0.0.0/8               ~ host10.example          ~ false
                    a|cidr: [192.0.2.0/24, 10.0.0.0/8]  ~ 10.0.0.1             ~ true
                    """)
    void networksContainAddresses(String item, String address, boolean expected) {
        assertThat(Compiled.item(item).matches("{'a':'" + address + "'}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            textBlock =
                    """
                    a|re: 'b.d'            ~ abcde        ~ true
                    a|re: '^b'             ~ abcde        ~ false
                    a|re: 'BCD'            ~ abcde        ~ false
                    a|re|i: 'BCD'          ~ abcde        ~ true
                    a|re|ignorecase: BCD   ~ abcde        ~ true
                    a|re: '^l2$'           ~ l1\\nl2      ~ false
                    a|re|m: '^l2$'         ~ l1\\nl2      ~ true
                    a|re: 'l1.l2'          ~ l1\\nl2      ~ false
                    a|re|s: 'l1.l2'        ~ l1\\nl2      ~ true
                    a|re|i|s: 'L1.L2'      ~ l1\\nl2      ~ true
                    a|re|all: [a, e$]      ~ abcde        ~ true
                    a|re|all: [a, f$]      ~ abcde        ~ false
                    a|re: '(?:foo|bar)x?'  ~ xbar         ~ true
                    a|re: 'ab?c'           ~ xac          ~ true
                    a|re: 'ab{0,1}c'       ~ xac          ~ true
                    a|re: 'a[bc]+d|zz'     ~ zz           ~ true
                    a|re: '\\d{4}'         ~ x2026        ~ true
                    a|re: 'a\\.b'          ~ a.b          ~ true
                    """)
    void regularExpressionsFindAnywhere(String item, String value, boolean expected) {
        assertThat(Compiled.item(item).matches("{'a':'" + value + "'}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-enc", "/enc", "\u2013enc", "\u2014enc", "\u2015enc"})
    void windashTakesEveryDash(String option) {
        Compiled rules = Compiled.item("a|contains|windash: ' -enc '").sound();

        assertThat(rules.matches("{'a':'x " + option + " y'}")).isTrue();
    }

    @Test
    void aNumberBeyondTheLargestDoubleIsNoNumber() {
        assertThat(Compiled.item("a: 5").matches("{'a': 1e999999999}")).isFalse();
        assertThat(Compiled.item("a|gte: 5").matches("{'a': [-1e999, 7]}")).isTrue();
        assertThat(Compiled.item("a|gte: 5").matches("{'a': 1e999}")).isFalse();
    }

    @Test
    void windashReplacesOnlyWhatBeginsAWord() {
        Compiled rules = Compiled.item("a|windash|contains: 'pre-fix -x'").sound();

        assertThat(rules.matches("{'a':'pre-fix /x'}")).isTrue();
        assertThat(rules.matches("{'a':'pre/fix /x'}")).isFalse();
    }

    @Test
    void windashIsADisjunctionEvenUnderAll() {
        Compiled rules = Compiled.item("a|contains|all|windash: [' -a ', ' -b ']").sound();

        assertThat(rules.matches("{'a':'x -a /b y'}")).isTrue();
    }

    @Test
    void placeholdersStandForListsAndTheirPatterns() {
        Compiled rules =
                Compiled.files(
                                Map.of("admins", List.of("root", "adm*")),
                                new RuleFile(
                                        "test.yml",
                                        """
                                        title: Test
                                        name: test
                                        logsource: {product: test}
                                        detection:
                                          selection: {a|expand: '%admins%@corp'}
                                          condition: selection
                                        """))
                        .sound();

        assertThat(rules.matches("{'a':'ROOT@corp'}")).isTrue();
        assertThat(rules.matches("{'a':'admin7@corp'}")).isTrue();
        assertThat(rules.matches("{'a':'alice@corp'}")).isFalse();
    }

    @Test
    void keywordsSearchEveryStringAtAnyDepth() {
        Compiled rules =
                Compiled.detection("  keywords: ['rm -rf', 'p?wned']\n  condition: keywords\n")
                        .sound();

        assertThat(rules.matches("{'message':'sudo RM -RF /'}")).isTrue();
        assertThat(rules.matches("{'x':[{'y':['you are Pawned!']}]}")).isTrue();
        assertThat(rules.matches("{'event':{'original':'... rm -rf ...'}}")).isTrue();
        assertThat(rules.matches("{'rm -rf':'a key'}")).isFalse();
        assertThat(rules.matches("{'tocsin':{'source':'rm -rf'}}")).isFalse();
    }

    @Test
    void allKeywordsMayStandInDifferentStrings() {
        Compiled rules = Compiled.detection("  k: {'|all': [one, two]}\n  condition: k\n").sound();

        assertThat(rules.matches("{'a':'has one','b':'has two'}")).isTrue();
        assertThat(rules.matches("{'a':'has one'}")).isFalse();
    }

    @Test
    void mapsAreConjunctionsAndListsAreDisjunctions() {
        Compiled rules =
                Compiled.detection(
                                """
                                  selection:
                                    - {a: 1, b: 2}
                                    - c: 3
                                    - keyword
                                  condition: selection
                                """)
                        .sound();

        assertThat(rules.matches("{'a':1,'b':2}")).isTrue();
        assertThat(rules.matches("{'a':1}")).isFalse();
        assertThat(rules.matches("{'c':3}")).isTrue();
        assertThat(rules.matches("{'z':'a keyword here'}")).isTrue();
    }
}
