package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition over one event, outside of a rule, in the words of Sigma's detections: a map is a
 * conjunction of fields with modifiers and values, a list of maps a disjunction; a map with the key
 * {@code condition} has search identifiers beside it.
 */
public final class EventCondition {
    private static final String CONDITION = "condition";

    private EventCondition() {}

    /**
     * The expression, or null when it has none; the problems then say why. Fields lie where their
     * names say.
     *
     * @param name what the condition is called in problems
     * @param lists what placeholders stand for
     */
    public static @Nullable Expression compile(
            Yaml value, String name, Placeholders lists, DocumentProblems problems) {
        RuleContext context =
                new RuleContext(
                        FieldMapping.IDENTITY,
                        FieldNames.any(),
                        new Expansion(lists),
                        ZoneOffset.UTC,
                        problems);
        return value instanceof Yaml.Mapping map && map.has(CONDITION)
                ? new DetectionCompiler(context).compile(map, Set.of())
                : new IdentifierCompiler(context, name).compile(value);
    }
}
