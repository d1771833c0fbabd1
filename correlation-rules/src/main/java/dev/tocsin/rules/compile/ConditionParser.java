package dev.tocsin.rules.compile;

import dev.tocsin.rules.compile.ConditionLexer.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Parses a condition (Sigma specification 2.1, condition). Binding from loose to tight: {@code or},
 * {@code and}, {@code not}, {@code x of}. Keywords in any case.
 */
final class ConditionParser {
    static final int MAX_DEPTH = 100;

    private static final Set<String> KEYWORDS = Set.of("and", "or", "not", "of");

    /** A condition that is none: what was expected, where, and the way out. */
    static final class SyntaxError extends Exception {
        private static final long serialVersionUID = 1L;
        private final int offset;
        private final String hint;

        SyntaxError(int offset, String message, String hint) {
            super(message);
            this.offset = offset;
            this.hint = hint;
        }

        int offset() {
            return offset;
        }

        String hint() {
            return hint;
        }
    }

    private final List<Token> tokens;
    private final int end;
    private int at;
    private int depth;

    private ConditionParser(String text) {
        this.tokens = ConditionLexer.tokens(text);
        this.end = text.length();
    }

    static Condition parse(String text) throws SyntaxError {
        ConditionParser parser = new ConditionParser(text);
        Condition condition = parser.or();
        if (parser.at < parser.tokens.size()) {
            throw parser.unexpected("'and', 'or' or the end of the condition");
        }
        return condition;
    }

    private Condition or() throws SyntaxError {
        List<Condition> any = new ArrayList<>(List.of(and()));
        while (take("or")) {
            any.add(and());
        }
        return any.size() == 1 ? any.getFirst() : new Condition.Or(any);
    }

    private Condition and() throws SyntaxError {
        List<Condition> all = new ArrayList<>(List.of(not()));
        while (take("and")) {
            all.add(not());
        }
        return all.size() == 1 ? all.getFirst() : new Condition.And(all);
    }

    private Condition not() throws SyntaxError {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxError(
                    offset(),
                    "Expected at most " + MAX_DEPTH + " levels of nesting, but found more",
                    "split the condition");
        }
        Condition condition = take("not") ? new Condition.Not(not()) : primary();
        depth--;
        return condition;
    }

    private Condition primary() throws SyntaxError {
        if (take("(")) {
            Condition inner = or();
            if (!take(")")) {
                throw unexpected("')'");
            }
            return inner;
        }
        if (at >= tokens.size() || isReserved(tokens.get(at))) {
            throw unexpected("a search identifier");
        }
        Token word = tokens.get(at++);
        return take("of") ? of(word) : new Condition.Name(word.text(), word.offset());
    }

    private Condition of(Token quantifier) throws SyntaxError {
        boolean all = quantifier.is("all");
        if (!all && !quantifier.is("1") && !quantifier.is("any")) {
            throw new SyntaxError(
                    quantifier.offset(),
                    "Expected 1, any or all before 'of', but found '" + quantifier.text() + "'",
                    "use '1 of', 'any of' or 'all of'");
        }
        if (at >= tokens.size() || isReserved(tokens.get(at))) {
            throw unexpected("'them' or a pattern such as selection*");
        }
        Token pattern = tokens.get(at++);
        String text = pattern.is("them") ? "them" : pattern.text();
        return new Condition.Of(all, text, pattern.offset());
    }

    private boolean take(String keyword) {
        boolean found = at < tokens.size() && tokens.get(at).is(keyword);
        at += found ? 1 : 0;
        return found;
    }

    private static boolean isReserved(Token token) {
        String text = token.text().toLowerCase(Locale.ROOT);
        return text.equals("(") || text.equals(")") || text.equals("|") || KEYWORDS.contains(text);
    }

    private int offset() {
        return at < tokens.size() ? tokens.get(at).offset() : end;
    }

    private SyntaxError unexpected(String expected) {
        String found = at < tokens.size() ? "'" + tokens.get(at).text() + "'" : "the end";
        if (found.equals("'|'")) {
            return new SyntaxError(
                    offset(),
                    "Expected a boolean condition, but found an aggregation after '|'",
                    "aggregations are correlations now: add a document with 'correlation:', for"
                            + " example of type event_count, that names this rule");
        }
        return new SyntaxError(
                offset(),
                "Expected " + expected + ", but found " + found,
                "check the words and parentheses of the condition");
    }
}
