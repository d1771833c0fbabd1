package dev.tocsin.rules.compile;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How many steps the program of a regular expression has, at least roughly: the library writes
 * counted repetitions out, and goes down into groups by recursion, both without a limit of its own.
 */
public final class RegexSize {
    static final int MAX_STEPS = 20_000;
    static final int MAX_DEPTH = 100;

    private final String regex;
    private final Deque<Long> outer = new ArrayDeque<>();

    /** Steps of this group before {@link #last}. */
    private long before;

    /** Steps of what a repetition that comes next would repeat. */
    private long last;

    private int at;

    private RegexSize(String regex) {
        this.regex = regex;
    }

    /** What was expected and found when it is too large, for a message; else null. */
    public static @Nullable String excess(String regex) {
        RegexSize size = new RegexSize(regex);
        while (size.at < regex.length()) {
            size.step();
            if (size.outer.size() > MAX_DEPTH) {
                return "at most " + MAX_DEPTH + " groups in one another, but found more";
            }
            if (size.before + size.last > MAX_STEPS) {
                return "a regular expression of at most "
                        + MAX_STEPS
                        + " steps, repetitions written out, but found a larger one";
            }
        }
        return null;
    }

    private void step() {
        char c = regex.charAt(at);
        switch (c) {
            case '(' -> {
                outer.push(before + last);
                before = 0;
                last = 0;
                at++;
            }
            case ')' -> {
                last += before + 2;
                before = outer.isEmpty() ? 0 : outer.pop();
                at++;
            }
            case '{' -> repetition();
            case '*', '+', '?' -> {
                last++;
                at++;
            }
            case '[' -> {
                atom();
                characterClass();
            }
            case '\\' -> {
                atom();
                at += 2;
            }
            default -> {
                atom();
                at++;
            }
        }
    }

    private void atom() {
        before += last;
        last = 1;
    }

    /** {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else is text. */
    private void repetition() {
        int close = regex.indexOf('}', at);
        String count = close < 0 || close - at > 10 ? "" : regex.substring(at + 1, close);
        if (!count.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
            atom();
            at++;
            return;
        }
        long most = 1;
        for (String number : count.split(",", -1)) {
            most = number.isEmpty() ? most : Math.max(most, Long.parseLong(number));
        }
        last = Math.min(last * most, MAX_STEPS + 1L);
        at = close + 1;
    }

    private void characterClass() {
        at++;
        if (regex.startsWith("^", at)) {
            at++;
        }
        if (regex.startsWith("]", at)) {
            at++;
        }
        while (at < regex.length() && regex.charAt(at) != ']') {
            int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at) : -1;
            at = named >= 0 ? named + 2 : at + (regex.charAt(at) == '\\' ? 2 : 1);
        }
        at++;
    }
}
