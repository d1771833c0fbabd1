package dev.tocsin.rules.compile;

import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.Shape;
import dev.tocsin.rules.plan.ValueTest;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles one item of a search identifier: a key with modifiers, and its values. */
final class ItemCompiler {
    /** A field that no sender has. */
    private static final String NO_FIELD = "tocsin.none";

    private final RuleContext context;
    private final String identifier;
    private final ItemKey key;

    ItemCompiler(RuleContext context, String identifier, ItemKey key) {
        this.context = context;
        this.identifier = identifier;
        this.key = key;
    }

    /** The expression of the item, or null when it has none; the problems then say why. */
    @Nullable Expression compile(Yaml value) {
        context.names().lint(key.field(), key.at(), context.problems());
        List<Expression> parts = new ArrayList<>();
        List<Yaml> values = values(value);
        for (Yaml each : values) {
            Expression part = compileOne(each);
            if (part != null) {
                parts.add(part);
            }
        }
        if (values.isEmpty()) {
            context.problems()
                    .error(
                            value.at(),
                            "Expected at least one value for "
                                    + name()
                                    + ", but found an empty list",
                            "give a value, or remove the item");
        }
        if (parts.isEmpty() || parts.size() < values.size()) {
            return null;
        }
        lint(value, parts.size());
        Expression all = key.has(Modifier.ALL) ? Expression.and(parts) : Expression.or(parts);
        return key.has(Modifier.NEQ) ? new Expression.Not(all) : all;
    }

    private List<Yaml> values(Yaml value) {
        List<Yaml> values = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
        return key.has(Modifier.EXPAND)
                ? new ListValues(context, key).withoutEmpty(values)
                : values;
    }

    private void lint(Yaml value, int values) {
        if (key.has(Modifier.ALL) && values == 1) {
            warning(
                    value.at(),
                    "Expected several values for 'all', but found one",
                    "remove '|all'");
        }
        boolean whole = TestCompiler.affix(key) == Shape.EQUALS && !key.field().isEmpty();
        if (key.has(Modifier.BASE64OFFSET) && whole) {
            warning(
                    key.at(),
                    "Expected 'contains' after 'base64offset', but found none: the encoded text"
                            + " stands inside of a longer one",
                    "write '" + key.field() + "|base64offset|contains'");
        }
        Modifier utf16 = key.among(Combination.UTF16S);
        if (utf16 != null && key.among(Combination.BASE64S) == null) {
            warning(
                    key.at(),
                    "Expected 'base64' or 'base64offset' after '"
                            + utf16.text()
                            + "', but found none: few events hold such bytes as they are",
                    "write for example '" + utf16.text() + "|base64offset|contains'");
        }
    }

    private void warning(Position at, String message, String hint) {
        context.problems().warning(at, message, hint);
    }

    private @Nullable Expression compileOne(Yaml value) {
        if (!(value instanceof Yaml.Scalar scalar)) {
            context.problems()
                    .error(
                            value.at(),
                            "Expected a plain value for " + name() + ", but found " + value.what(),
                            "an item holds one value or a list of plain values");
            return null;
        }
        if (scalar.isOtherInYaml11()) {
            warning(
                    scalar.at(),
                    "Expected a value that every YAML reader reads alike, but found "
                            + scalar.what()
                            + "; it is read as text here",
                    "quote it");
        }
        if (key.has(Modifier.EXPAND) && new ListValues(context, key).isEmpty(scalar.text())) {
            return never(scalar);
        }
        if (key.has(Modifier.EXISTS)) {
            return exists(scalar);
        }
        if (scalar.isNull()) {
            return isNull(scalar);
        }
        if (scalar.text().isEmpty() && key.field().isEmpty()) {
            return wrong(scalar, "a keyword", "an empty one is in every event: remove it");
        }
        return key.has(Modifier.FIELDREF) ? fieldRef(scalar) : tests(scalar);
    }

    private @Nullable Expression exists(Yaml.Scalar scalar) {
        if (scalar.kind() != Yaml.Kind.BOOLEAN || key.field().isEmpty()) {
            return wrong(scalar, "true or false for a field with 'exists'", "use true or false");
        }
        Expression exists = leaf(new Predicate.Exists(context.mapping().field(key.field())));
        boolean wanted = scalar.text().equalsIgnoreCase("true");
        return wanted ? exists : new Expression.Not(exists);
    }

    private @Nullable Expression isNull(Yaml.Scalar scalar) {
        boolean compared = false;
        for (Modifier modifier : key.modifiers()) {
            compared |= modifier != Modifier.ALL && modifier != Modifier.NEQ;
        }
        if (compared || key.field().isEmpty()) {
            return wrong(
                    scalar, "a value for " + name(), "null goes with a field without modifiers");
        }
        return leaf(new Predicate.IsNull(context.mapping().field(key.field())));
    }

    private @Nullable Expression fieldRef(Yaml.Scalar scalar) {
        if (key.field().isEmpty() || scalar.text().isBlank()) {
            return wrong(scalar, "a field name for " + name(), "write the name of a field");
        }
        context.names().lint(scalar.text(), scalar.at(), context.problems());
        return leaf(
                new Predicate.FieldsCompare(
                        context.mapping().field(key.field()),
                        context.mapping().field(scalar.text()),
                        TestCompiler.affix(key),
                        key.has(Modifier.CASED)));
    }

    private @Nullable Expression tests(Yaml.Scalar scalar) {
        List<ValueTest> tests = new TestCompiler(context, key).compile(scalar);
        List<Expression> any = new ArrayList<>();
        for (ValueTest test : tests) {
            any.add(
                    leaf(
                            key.field().isEmpty()
                                    ? new Predicate.Keyword(test)
                                    : new Predicate.FieldMatches(
                                            context.mapping().field(key.field()), test)));
        }
        return any.isEmpty() ? null : Expression.or(any);
    }

    /** What no event satisfies: an empty list has no value that a field could have. */
    private Expression never(Yaml.Scalar scalar) {
        warning(
                scalar.at(),
                "Expected values behind the placeholder, but found none in " + scalar.what(),
                "fill the list; until then nothing matches");
        Expression any = leaf(new Predicate.Exists(context.mapping().field(NO_FIELD)));
        return Expression.and(List.of(any, new Expression.Not(any)));
    }

    private Expression leaf(Predicate predicate) {
        return new Expression.Leaf(identifier, predicate);
    }

    private @Nullable Expression wrong(Yaml.Scalar scalar, String expected, String hint) {
        context.problems()
                .error(scalar.at(), "Expected " + expected + ", but found " + scalar.what(), hint);
        return null;
    }

    private String name() {
        return key.field().isEmpty() ? "keywords" : "'" + key.field() + "'";
    }
}
