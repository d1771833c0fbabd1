package dev.tocsin.rules.plan;

import org.jspecify.annotations.Nullable;

/**
 * Finds a text that every match of a regular expression contains. Reads only what it understands
 * for sure: plain characters outside groups, classes and alternatives; anything else ends a run.
 */
final class RegexLiteral {
    private static final String META = ".^$";
    private static final String OPTIONAL = "?*{";

    private final String regex;
    private final StringBuilder run = new StringBuilder();
    private String longest = "";
    private int at;

    private RegexLiteral(String regex) {
        this.regex = regex;
    }

    /** The longest such text, or null when there is none. */
    static @Nullable String in(String regex) {
        RegexLiteral literal = new RegexLiteral(regex);
        return literal.read() && !literal.longest.isEmpty() ? literal.longest : null;
    }

    private boolean read() {
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '|') {
                return false;
            } else if (c == '(') {
                end();
                skipGroup();
            } else if (c == '[') {
                end();
                skipClass();
            } else if (c == '\\') {
                if (!escape()) {
                    return false;
                }
            } else if (META.indexOf(c) >= 0 || c == '+') {
                end();
                at++;
            } else if (OPTIONAL.indexOf(c) >= 0) {
                optional(c);
            } else {
                run.append(c);
                at++;
            }
        }
        end();
        return true;
    }

    /**
     * An escaped punctuation mark is itself; an escaped letter or digit is a class or assertion.
     */
    private boolean escape() {
        if (at + 1 >= regex.length()) {
            return false;
        }
        char escaped = regex.charAt(at + 1);
        if (Character.isLetterOrDigit(escaped)) {
            end();
            if ("wWdDsSbBnrt".indexOf(escaped) < 0) {
                return false;
            }
        } else {
            run.append(escaped);
        }
        at += 2;
        return true;
    }

    /** The character before may be absent. */
    private void optional(char c) {
        if (!run.isEmpty()) {
            run.setLength(run.length() - 1);
        }
        end();
        if (c == '{') {
            int close = regex.indexOf('}', at);
            at = close < 0 ? regex.length() : close + 1;
        } else {
            at++;
        }
    }

    private void end() {
        if (run.length() > longest.length()) {
            longest = run.toString();
        }
        run.setLength(0);
    }

    private void skipGroup() {
        int depth = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            if (c == '[') {
                skipClass();
                continue;
            }
            at += c == '\\' ? 2 : 1;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return;
            }
        }
    }

    private void skipClass() {
        at++;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        if (at < regex.length() && regex.charAt(at) == ']') {
            at++;
        }
        while (at < regex.length() && regex.charAt(at) != ']') {
            boolean named = regex.startsWith("[:", at);
            int close = named ? regex.indexOf(":]", at) : -1;
            at = close >= 0 ? close + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
        }
        at++;
    }
}
