package dev.tocsin.rules.fuzz;

import java.util.List;
import java.util.Random;

/** Makes broken texts of sound ones. */
final class Mutations {
    private static final List<String> SNIPPETS =
            List.of(
                    "\u0000",
                    "\uFEFF",
                    "\uD800",
                    "\uDBFF\uDFFF",
                    "\u2028",
                    "\u0085",
                    "\u202E",
                    "\uFB01\u0130\u1E9E",
                    "\t",
                    "\r",
                    "\n---\n",
                    "\n...\n",
                    "%YAML 1.1\n",
                    "&a [*a, *a]",
                    "*a",
                    "<<: *x\n",
                    "!!binary ",
                    "!!java.lang.String ",
                    "? ",
                    ": ",
                    "- ",
                    "| ",
                    ">\n",
                    "'",
                    "\"",
                    "\\",
                    "\\x",
                    "{",
                    "}",
                    "[",
                    "]",
                    "#",
                    "|re: '(a*)*[b'",
                    "|cidr: 1.2.3.4/99",
                    "|base64offset|contains",
                    "|expand: '%x%'",
                    "condition: 1 of *a*b*",
                    "condition: not ((",
                    "condition: [a, [b]]",
                    "detection: null",
                    "detection: []",
                    "correlation: {type: temporal_ordered, rules: [x, x], timespan: 1m}",
                    "filter: {rules: any, condition: not a}",
                    "action: repeat\n",
                    "1e999999999",
                    "99999999999999999999999999999",
                    "0x7fffffffffffffff",
                    "-.inf",
                    ".nan",
                    "2026-02-30",
                    "timespan: 999999999w",
                    "gte: -1e308");

    private final Random random;
    private final List<String> texts;

    Mutations(long seed, List<String> texts) {
        this.random = new Random(seed);
        this.texts = List.copyOf(texts);
    }

    /** The next text: one to six changes to a sound one. */
    String next() {
        StringBuilder text = new StringBuilder(pick(texts));
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(60));
        switch (random.nextInt(9)) {
            case 0 -> text.setLength(Math.max(1, at));
            case 1 -> text.delete(at, end);
            case 2 -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(4)));
            case 3 -> splice(text, at);
            case 4 -> nest(text, at);
            case 5 ->
                    text.insert(
                            at, String.valueOf((char) ('a' + random.nextInt(26))).repeat(5_000));
            case 6 -> flip(text, at);
            default -> text.insert(at, pick(SNIPPETS));
        }
    }

    private void flip(StringBuilder text, int at) {
        if (at < text.length()) {
            text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(8))));
        }
    }

    private void splice(StringBuilder text, int at) {
        String other = pick(texts);
        text.replace(at, text.length(), other.substring(random.nextInt(other.length())));
    }

    private void nest(StringBuilder text, int at) {
        String open = pick(List.of("[", "{a: ", "- ", "(", "not ", "? "));
        text.insert(at, open.repeat(1 + random.nextInt(200)));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
