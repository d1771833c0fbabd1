package dev.tocsin.rules.compile;

import dev.tocsin.event.LogSource;
import dev.tocsin.rules.logsource.FieldMappings;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.FieldMapping;
import dev.tocsin.rules.source.Document;
import dev.tocsin.rules.source.Yaml;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a filter document (Sigma filters 2.1): further conditions for the rules that it names,
 * or for every rule whose log source is contained in its own. Its identifiers are its own: no
 * pattern of a rule sees them.
 */
final class FilterCompiler {
    private static final String RULES = "rules";
    private static final Set<String> NOT_IDENTIFIERS = Set.of(RULES);

    private final Document document;
    private final @Nullable LogSource logSource;
    private final @Nullable Values body;
    private final Expansion lists;
    private final Settings settings;

    FilterCompiler(Document document, FieldMappings mappings, Expansion lists) {
        Header.read(document, "filter");
        this.document = document;
        this.logSource = LogSources.read(document);
        this.body = new Values(document.root(), document.problems()).map("filter");
        this.lists = lists;
        this.settings = Settings.read(document, Kind.FILTER);
        compile(
                logSource == null ? FieldMapping.IDENTITY : mappings.mapping(logSource),
                settings.zoneOrUtc());
        lint();
    }

    /** The filter's condition for one rule, or null when it does not apply to it. */
    @Nullable Expression conditionFor(RuleDraft rule, References references) {
        LogSource source = rule.logSource();
        if (document.problems().hasErrors() || source == null || !appliesTo(rule, references)) {
            return null;
        }
        ZoneId zone = settings.zone();
        return compile(rule.mapping(), zone == null ? rule.settings().zoneOrUtc() : zone);
    }

    /** Complains about references to nothing. */
    void checkReferences(References references) {
        for (Yaml.Scalar reference : named()) {
            References.Target target = references.find(reference.text());
            if (target instanceof References.ToRule) {
                continue;
            }
            boolean correlation = target != null;
            document.problems()
                    .error(
                            reference.at(),
                            "Expected the id or name of a rule, but found "
                                    + reference.what()
                                    + (correlation ? ", which is a correlation" : ""),
                            correlation
                                    ? "filter the rules that it refers to"
                                    : references.suggestion(reference.text()));
        }
    }

    private boolean appliesTo(RuleDraft rule, References references) {
        List<Yaml.Scalar> named = named();
        LogSource source = rule.logSource();
        if (named.isEmpty()) {
            return logSource != null && source != null && LogSources.contains(logSource, source);
        }
        for (Yaml.Scalar reference : named) {
            if (references.find(reference.text()) instanceof References.ToRule(RuleDraft found)
                    && found.id().equals(rule.id())) {
                return true;
            }
        }
        return false;
    }

    private List<Yaml.Scalar> named() {
        List<Yaml.Scalar> rules = body == null ? List.of() : body.list(RULES);
        List<Yaml.Scalar> named = new ArrayList<>(rules);
        named.removeIf(rule -> rules.size() == 1 && rule.text().equals("any"));
        return named;
    }

    private @Nullable Expression compile(FieldMapping mapping, ZoneId zone) {
        RuleContext context =
                new RuleContext(mapping, FieldNames.any(), lists, zone, document.problems());
        return body == null
                ? null
                : new DetectionCompiler(context).compile(body.map(), NOT_IDENTIFIERS);
    }

    private void lint() {
        Yaml condition = body == null ? null : body.map().get("condition");
        List<Yaml> texts =
                condition instanceof Yaml.Sequence list
                        ? list.items()
                        : condition == null ? List.of() : List.of(condition);
        for (Yaml text : texts) {
            if (text instanceof Yaml.Scalar scalar && !isNegated(scalar)) {
                document.problems()
                        .warning(
                                text.at(),
                                "Expected 'not' in the condition of a filter, but found none: it"
                                        + " lets only these events pass",
                                "write 'not selection' to leave them out");
            }
        }
    }

    private static boolean isNegated(Yaml.Scalar condition) {
        for (ConditionLexer.Token token : ConditionLexer.tokens(condition.text())) {
            if (token.is("not")) {
                return true;
            }
        }
        return condition.isNull();
    }
}
