package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a search identifier: a map is a conjunction of items, a list is a disjunction of maps
 * and keywords.
 */
final class IdentifierCompiler {
    private final RuleContext context;
    private final String identifier;

    IdentifierCompiler(RuleContext context, String identifier) {
        this.context = context;
        this.identifier = identifier;
    }

    /** The expression of the identifier, or null when it has none; the problems then say why. */
    @Nullable Expression compile(Yaml value) {
        return switch (value) {
            case Yaml.Mapping map -> map(map);
            case Yaml.Sequence list -> list(list);
            case Yaml.Scalar scalar -> scalar.isNull() ? empty(value) : keyword(scalar);
        };
    }

    private @Nullable Expression map(Yaml.Mapping map) {
        List<Expression> items = new ArrayList<>();
        for (Yaml.Entry entry : map.entries()) {
            ItemKey key = ItemKey.read(entry, context.problems());
            Expression item =
                    key == null
                            ? null
                            : new ItemCompiler(context, identifier, key).compile(entry.value());
            if (item != null) {
                items.add(item);
            }
        }
        if (map.entries().isEmpty()) {
            return empty(map);
        }
        return items.size() < map.entries().size() ? null : Expression.and(items);
    }

    private @Nullable Expression list(Yaml.Sequence list) {
        List<Expression> any = new ArrayList<>();
        for (Yaml item : list.items()) {
            Expression part =
                    switch (item) {
                        case Yaml.Mapping map -> map(map);
                        case Yaml.Scalar scalar -> keyword(scalar);
                        case Yaml.Sequence _ -> nested(item);
                    };
            if (part != null) {
                any.add(part);
            }
        }
        if (list.items().isEmpty()) {
            return empty(list);
        }
        return any.size() < list.items().size() ? null : Expression.or(any);
    }

    private @Nullable Expression keyword(Yaml.Scalar scalar) {
        return new ItemCompiler(context, identifier, ItemKey.keywords(scalar.at())).compile(scalar);
    }

    private @Nullable Expression nested(Yaml item) {
        context.problems()
                .error(
                        item.at(),
                        "Expected maps or keywords in the list of '"
                                + identifier
                                + "', but found a list",
                        "remove one level of '-'");
        return null;
    }

    private @Nullable Expression empty(Yaml value) {
        context.problems()
                .error(
                        value.at(),
                        "Expected fields or keywords in '"
                                + identifier
                                + "', but found "
                                + value.what(),
                        "fill it, or remove it from the condition too");
        return null;
    }
}
