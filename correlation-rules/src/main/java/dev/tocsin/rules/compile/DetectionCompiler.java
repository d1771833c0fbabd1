package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles search identifiers and a condition over them: a detection, or the body of a filter. */
final class DetectionCompiler {
    private static final String CONDITION = "condition";
    private static final String TIMEFRAME = "timeframe";

    private final RuleContext context;

    DetectionCompiler(RuleContext context) {
        this.context = context;
    }

    /**
     * The expression of a detection, or null when it has none; the problems then say why.
     *
     * @param notIdentifiers further keys that are no search identifiers
     */
    @Nullable Expression compile(Yaml.Mapping detection, Set<String> notIdentifiers) {
        Map<String, Expression> compiled = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        for (Yaml.Entry entry : detection.entries()) {
            if (entry.key().equals(TIMEFRAME)) {
                lintTimeframe(entry);
            } else if (!entry.key().equals(CONDITION) && !notIdentifiers.contains(entry.key())) {
                names.add(entry.key());
                Expression expression =
                        new IdentifierCompiler(context, entry.key()).compile(entry.value());
                if (expression != null) {
                    compiled.put(entry.key(), expression);
                }
            }
        }
        ConditionResolver resolver = new ConditionResolver(compiled, names, context.problems());
        return condition(detection, resolver);
    }

    private @Nullable Expression condition(Yaml.Mapping detection, ConditionResolver resolver) {
        Yaml value = detection.get(CONDITION);
        List<Yaml> texts =
                value instanceof Yaml.Sequence list
                        ? list.items()
                        : value == null ? List.of() : List.of(value);
        List<Expression> any = new ArrayList<>();
        for (Yaml text : texts) {
            Expression one = text instanceof Yaml.Scalar scalar ? one(scalar, resolver) : null;
            if (one != null) {
                any.add(one);
            }
            if (!(text instanceof Yaml.Scalar)) {
                missing(text, text.what());
            }
        }
        if (texts.isEmpty()) {
            missing(value == null ? detection : value, value == null ? "none" : value.what());
        }
        return any.isEmpty() || any.size() < texts.size() ? null : Expression.or(any);
    }

    private @Nullable Expression one(Yaml.Scalar text, ConditionResolver resolver) {
        if (text.isNull()) {
            missing(text, "none");
            return null;
        }
        return resolver.resolve(text);
    }

    private void missing(Yaml at, String found) {
        context.problems()
                .error(
                        at.at(),
                        "Expected a condition over the search identifiers, but found " + found,
                        "add for example 'condition: selection'");
    }

    private void lintTimeframe(Yaml.Entry entry) {
        context.problems()
                .warning(
                        entry.at(),
                        "Expected no 'timeframe' in a detection, but found one; it has no effect",
                        "a correlation has 'timespan'");
    }
}
