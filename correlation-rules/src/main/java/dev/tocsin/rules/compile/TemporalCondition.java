package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.TemporalExpression;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the boolean condition of a temporal: an expression over the names of its rules. */
final class TemporalCondition {
    /** Beyond so many rules it is not tried whether the condition can hold at all. */
    private static final int MAX_TRIED = 12;

    private final CorrelationDraft draft;
    private final References references;
    private final List<String> names = new ArrayList<>();
    private long used;
    private boolean sound = true;

    TemporalCondition(CorrelationDraft draft, References references) {
        this.draft = draft;
        this.references = references;
        draft.references().forEach(reference -> names.add(reference.text()));
    }

    /** The expression; null when something is wrong, which goes to the problems. */
    @Nullable TemporalExpression read(Yaml.Scalar text) {
        try {
            Condition condition = ConditionParser.parse(text.text());
            checkNames(condition, text);
            if (!sound) {
                return null;
            }
            TemporalExpression expression = expression(condition);
            checkMeaning(expression, text);
            return expression;
        } catch (ConditionParser.SyntaxError e) {
            draft.problems()
                    .error(
                            ConditionResolver.position(text, e.offset()),
                            String.valueOf(e.getMessage()),
                            e.hint());
            return null;
        }
    }

    private void checkMeaning(TemporalExpression condition, Yaml.Scalar text) {
        if (names.size() <= MAX_TRIED && !canHold(condition)) {
            draft.problems()
                    .error(
                            text.at(),
                            "Expected a condition that some matches fulfil, but found "
                                    + text.what(),
                            "an 'and not' of the same rule never holds");
        }
        for (int i = 0; i < names.size(); i++) {
            if ((used & (1L << i)) == 0) {
                draft.problems()
                        .warning(
                                draft.references().get(i).at(),
                                "Expected every rule in the condition, but '"
                                        + names.get(i)
                                        + "' is not in it",
                                "add it to the condition, or remove it from the rules");
            }
        }
    }

    private void checkNames(Condition condition, Yaml.Scalar text) {
        switch (condition) {
            case Condition.And(List<Condition> all) -> all.forEach(c -> checkNames(c, text));
            case Condition.Or(List<Condition> any) -> any.forEach(c -> checkNames(c, text));
            case Condition.Not(Condition inner) -> checkNames(inner, text);
            case Condition.Name(String name, int offset) ->
                    use(bits(name, false), name, offset, text);
            case Condition.Of(boolean _, String pattern, int offset) ->
                    use(bits(pattern, true), pattern, offset, text);
        }
    }

    private void use(long bits, String name, int offset, Yaml.Scalar text) {
        used |= bits;
        if (bits == 0) {
            sound = false;
            draft.problems()
                    .error(
                            ConditionResolver.position(text, offset),
                            "Expected a rule of this correlation, but found '" + name + "'",
                            Suggestion.among(name, names));
        }
    }

    /** The positions that a name or a pattern means. */
    private long bits(String name, boolean pattern) {
        long bits = 0;
        References.Target target = pattern ? null : references.find(name);
        for (int i = 0; i < names.size(); i++) {
            boolean meant =
                    names.get(i).equals(name)
                            || isSame(target, references.find(names.get(i)))
                            || (pattern
                                    && (name.equals("them")
                                            || ConditionResolver.matches(names.get(i), name)));
            bits |= meant ? 1L << i : 0;
        }
        return bits;
    }

    private static boolean isSame(
            References.@Nullable Target one, References.@Nullable Target other) {
        return one != null
                && other != null
                && one.header().alertRule().id().equals(other.header().alertRule().id());
    }

    private boolean canHold(TemporalExpression condition) {
        for (long matched = 1; matched < 1L << names.size(); matched++) {
            if (condition.holds(matched)) {
                return true;
            }
        }
        return false;
    }

    private TemporalExpression expression(Condition condition) {
        return switch (condition) {
            case Condition.And(List<Condition> all) ->
                    new TemporalExpression.And(all.stream().map(this::expression).toList());
            case Condition.Or(List<Condition> any) ->
                    new TemporalExpression.Or(any.stream().map(this::expression).toList());
            case Condition.Not(Condition inner) -> new TemporalExpression.Not(expression(inner));
            case Condition.Name(String name, int _) -> of(false, bits(name, false));
            case Condition.Of(boolean all, String pattern, int _) -> of(all, bits(pattern, true));
        };
    }

    private static TemporalExpression of(boolean all, long bits) {
        List<TemporalExpression> rules = new ArrayList<>();
        for (int i = 0; i < Long.SIZE; i++) {
            if ((bits & 1L << i) != 0) {
                rules.add(new TemporalExpression.Rule(i));
            }
        }
        if (rules.size() == 1) {
            return rules.getFirst();
        }
        return all ? new TemporalExpression.And(rules) : new TemporalExpression.Or(rules);
    }
}
