package dev.tocsin.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorTest {
    /** A regular expression and the text that each of its matches contains, if one is known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            nullValues = "none",
            textBlock =
                    """
                    abc                ~ abc
                    ^abc$              ~ abc
                    a.bcd              ~ bcd
                    ab?cd              ~ cd
                    abc*d              ~ ab
                    abc+de             ~ abc
                    abcx{0,2}de        ~ abc
                    abc|def            ~ none
                    (abc|def)ghi       ~ ghi
                    (a(b|c)\\)d)?efg   ~ efg
                    [abc]def           ~ def
                    []x]yz             ~ yz
                    [^]x]yz            ~ yz
                    [[:alpha:]]yz      ~ yz
                    a\\.bc             ~ a.bc
                    \\d+foo            ~ foo
                    \\x41bc            ~ none
                    \\Qa.b\\E          ~ none
                    (?i)FOO            ~ foo
                    .*                 ~ none
                    """)
    void regularExpressionsShowTheTextTheyNeed(String regex, String literal) {
        Anchor anchor = Anchor.of(new ValueTest.Regex(regex, false, false, false));

        assertThat(anchor)
                .isEqualTo(
                        literal == null
                                ? new Anchor(Anchor.Kind.PRESENT, "")
                                : new Anchor(Anchor.Kind.CONTAINS, literal));
    }
}
