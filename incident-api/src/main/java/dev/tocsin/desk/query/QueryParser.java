package dev.tocsin.desk.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter. The grammar, in which spaces may stand between all parts but around a colon:
 *
 * <pre>{@code
 * filter = or
 * or     = and { "or" and }
 * and    = not { [ "and" ] not }
 * not    = ( "not" | "-" ) not | "(" or ")" | field ":" value | word
 * value  = word | ( ">" | ">=" | "<" | "<=" ) word | "[" word "to" word "]" | "(" or ")"
 * word   = '"' text '"' | text
 * }</pre>
 *
 * Keywords may stand in any case. The words in a value's parentheses are values of its field.
 */
public final class QueryParser {
    /** The longest filter, in characters. */
    public static final int MAX_LENGTH = 2_000;

    /** The most words of one filter. */
    public static final int MAX_WORDS = 100;

    /** The most parentheses and negations inside each other. */
    public static final int MAX_DEPTH = 20;

    private final Scanner scanner;
    private final FieldSet fields;
    private final Criteria criteria;
    private int words;

    private QueryParser(String text, FieldSet fields, Instant now) {
        this.scanner = new Scanner(text);
        this.fields = fields;
        this.criteria = new Criteria(now);
    }

    /**
     * Reads a filter; a blank one wants everything.
     *
     * @param now what {@code now} means in it
     * @throws QueryException when it is none
     */
    public static Query parse(String text, FieldSet fields, Instant now) throws QueryException {
        if (text.length() > MAX_LENGTH) {
            throw new QueryException(
                    MAX_LENGTH, "the end", "a filter of " + text.length() + " characters");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && !Character.isWhitespace(c)) {
                throw new QueryException(i, "a text without control characters", "one");
            }
        }
        QueryParser parser = new QueryParser(text, fields, now);
        if (parser.scanner.atEnd()) {
            return new Query.All();
        }
        Query query = parser.or(null, 0);
        if (!parser.scanner.atEnd()) {
            throw parser.scanner.expected("and, or or the end");
        }
        return query;
    }

    private Query or(@Nullable Field of, int depth) throws QueryException {
        List<Query> any = new ArrayList<>();
        do {
            any.add(and(of, depth));
        } while (scanner.takeKeyword("or"));
        return any.size() == 1 ? any.getFirst() : new Query.Or(any);
    }

    private Query and(@Nullable Field of, int depth) throws QueryException {
        List<Query> all = new ArrayList<>();
        do {
            all.add(not(of, depth));
        } while (scanner.takeKeyword("and") || isTerm());
        return all.size() == 1 ? all.getFirst() : new Query.And(all);
    }

    private boolean isTerm() {
        return !scanner.atEnd() && !scanner.sees("or") && !scanner.isNext(')');
    }

    private Query not(@Nullable Field of, int depth) throws QueryException {
        if (depth > MAX_DEPTH) {
            throw scanner.expected("at most " + MAX_DEPTH + " parentheses inside each other");
        }
        if (scanner.takeKeyword("not") || scanner.takeMinus()) {
            return new Query.Not(not(of, depth + 1));
        }
        if (scanner.take("(")) {
            return closed(or(of, depth + 1));
        }
        return of == null ? term(depth) : value(of);
    }

    private Query term(int depth) throws QueryException {
        int at = scanner.position();
        String name = scanner.takeFieldName();
        if (name == null) {
            return anywhere(word("a field with a value, or a word"));
        }
        Field field = fields.find(name);
        if (field == null) {
            throw new QueryException(at, fields.expected(name), name);
        }
        if (scanner.take("(")) {
            return closed(or(field, depth + 1));
        }
        return value(field);
    }

    private Query closed(Query inner) throws QueryException {
        if (!scanner.take(")")) {
            throw scanner.expected("a closing parenthesis");
        }
        return inner;
    }

    private Query value(Field field) throws QueryException {
        if (scanner.take("[")) {
            return range(field);
        }
        for (String operator : List.of(">=", "<=", ">", "<")) {
            if (scanner.take(operator)) {
                return new Query.Has(
                        field,
                        criteria.compared(field, operator, word("a value after " + operator)));
            }
        }
        return new Query.Has(field, criteria.of(field, word("a value of " + field.name())));
    }

    private Query range(Field field) throws QueryException {
        Word low = word("the lower bound, or *");
        if (!scanner.takeKeyword("to")) {
            throw scanner.expected("to between the bounds");
        }
        Word high = word("the upper bound, or *");
        if (!scanner.take("]")) {
            throw scanner.expected("] after the bounds");
        }
        return new Query.Has(field, criteria.between(field, low, high));
    }

    private Query anywhere(Word word) throws QueryException {
        List<Query> any = new ArrayList<>();
        for (Field field : fields.defaults()) {
            Criterion criterion = criteria.orNull(field, word);
            if (criterion != null) {
                any.add(new Query.Has(field, criterion));
            }
        }
        return new Query.Or(any);
    }

    private Word word(String expected) throws QueryException {
        if (++words > MAX_WORDS) {
            throw scanner.expected("at most " + MAX_WORDS + " words");
        }
        return scanner.word(expected);
    }
}
