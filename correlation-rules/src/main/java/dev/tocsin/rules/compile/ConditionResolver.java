package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the expressions of the search identifiers in the place of their names. */
final class ConditionResolver {
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "of", "all", "any", "them");

    /** A suggestion looks at every name: a condition of nothing but wrong ones gets only some. */
    private static final int MAX_SUGGESTED = 50;

    private final Map<String, Expression> identifiers;
    private final Set<String> names;
    private final DocumentProblems problems;
    private int unknown;

    /**
     * @param identifiers the expressions of those that compiled
     * @param names all of them
     */
    ConditionResolver(
            Map<String, Expression> identifiers, Set<String> names, DocumentProblems problems) {
        this.identifiers = identifiers;
        this.names = names;
        this.problems = problems;
    }

    /** The expression of a condition text, or null when something in it is wrong. */
    @Nullable Expression resolve(Yaml.Scalar text) {
        lint(text);
        try {
            return resolve(ConditionParser.parse(text.text()), text);
        } catch (ConditionParser.SyntaxError e) {
            String message = String.valueOf(e.getMessage());
            problems.error(position(text, e.offset()), message, e.hint());
            return null;
        }
    }

    private @Nullable Expression resolve(Condition condition, Yaml.Scalar text) {
        return switch (condition) {
            case Condition.And(List<Condition> all) -> {
                List<Expression> parts = resolve(all, text);
                yield parts == null ? null : Expression.and(parts);
            }
            case Condition.Or(List<Condition> any) -> {
                List<Expression> parts = resolve(any, text);
                yield parts == null ? null : Expression.or(parts);
            }
            case Condition.Not(Condition inner) -> {
                Expression part = resolve(inner, text);
                yield part == null ? null : new Expression.Not(part);
            }
            case Condition.Name name -> name(name, text);
            case Condition.Of of -> of(of, text);
        };
    }

    private @Nullable List<Expression> resolve(List<Condition> conditions, Yaml.Scalar text) {
        List<Expression> parts = new ArrayList<>();
        for (Condition condition : conditions) {
            Expression part = resolve(condition, text);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts.size() < conditions.size() ? null : parts;
    }

    private @Nullable Expression name(Condition.Name name, Yaml.Scalar text) {
        if (!names.contains(name.name())) {
            problems.error(
                    position(text, name.offset()),
                    "Expected a search identifier of this detection, but found '"
                            + name.name()
                            + "'",
                    unknown++ < MAX_SUGGESTED
                            ? Suggestion.among(name.name(), names)
                            : "correct the first ones");
        }
        return identifiers.get(name.name());
    }

    private @Nullable Expression of(Condition.Of of, Yaml.Scalar text) {
        List<String> matching = matching(of.pattern());
        if (matching.isEmpty()) {
            problems.error(
                    position(text, of.offset()),
                    "Expected a pattern that matches a search identifier, but found '"
                            + of.pattern()
                            + "'",
                    names.isEmpty() ? "add a search identifier" : "there are " + names);
            return null;
        }
        List<Expression> parts = new ArrayList<>();
        for (String name : matching) {
            Expression part = identifiers.get(name);
            if (part == null) {
                return null;
            }
            parts.add(part);
        }
        return of.all() ? Expression.and(parts) : Expression.or(parts);
    }

    /** Names that begin with {@code _} are hidden unless the pattern begins with {@code _}. */
    private List<String> matching(String pattern) {
        List<String> matching = new ArrayList<>();
        for (String name : names) {
            boolean hidden = name.startsWith("_") && !pattern.startsWith("_");
            if (!hidden && (pattern.equals("them") || matches(name, pattern))) {
                matching.add(name);
            }
        }
        return matching;
    }

    /**
     * Whether a name matches a pattern with {@code *}; {@code them} is none. What stands between
     * two stars may as well be found where it comes first, so that time is that of searching each
     * once.
     */
    static boolean matches(String name, String pattern) {
        int star = pattern.indexOf('*');
        int last = pattern.lastIndexOf('*');
        if (star < 0) {
            return name.equals(pattern);
        }
        int end = name.length() - (pattern.length() - last - 1);
        if (star > end
                || !name.startsWith(pattern.substring(0, star))
                || !name.endsWith(pattern.substring(last + 1))) {
            return false;
        }
        int at = star;
        while (star < last) {
            int next = pattern.indexOf('*', star + 1);
            String part = pattern.substring(star + 1, next);
            int found = name.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
            star = next;
        }
        return true;
    }

    private void lint(Yaml.Scalar text) {
        for (ConditionLexer.Token token : ConditionLexer.tokens(text.text())) {
            String lower = token.text().toLowerCase(Locale.ROOT);
            if (!lower.equals(token.text())
                    && KEYWORDS.contains(lower)
                    && !names.contains(token.text())) {
                problems.warning(
                        position(text, token.offset()),
                        "Expected '" + lower + "' in lower case, but found '" + token.text() + "'",
                        "other Sigma tools read only lower case");
            }
        }
    }

    /** Exact for a text in one line; the beginning of the text for one that is folded. */
    static Position position(Yaml.Scalar text, int offset) {
        return text.text().indexOf('\n') >= 0
                ? text.at()
                : text.at().right(offset + (text.plain() ? 0 : 1));
    }
}
