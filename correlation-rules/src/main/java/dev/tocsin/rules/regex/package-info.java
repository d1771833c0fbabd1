/**
 * Regular expressions as automata, for the texts that nearly all values are: ASCII. Start at {@link
 * dev.tocsin.rules.regex.AsciiDfa}. It must never know a rule or an event; what it does not
 * understand for sure it leaves to RE2/J.
 */
@NullMarked
package dev.tocsin.rules.regex;

import org.jspecify.annotations.NullMarked;
