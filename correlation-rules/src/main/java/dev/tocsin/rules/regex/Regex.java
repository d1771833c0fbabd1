package dev.tocsin.rules.regex;

import java.util.List;

/** A regular expression as parsed; groups and greed are gone, as they do not decide a match. */
sealed interface Regex {
    /** One character of the set. */
    record One(AsciiSet set) implements Regex {}

    /** One after the other. */
    record Sequence(List<Regex> parts) implements Regex {}

    /** Any of them. */
    record Choice(List<Regex> parts) implements Regex {}

    /**
     * So many times.
     *
     * @param most negative for no limit
     */
    record Repeat(Regex inner, int least, int most) implements Regex {}

    /** The beginning of the text. */
    record Begin() implements Regex {}

    /** The end of the text. */
    record End() implements Regex {}
}
