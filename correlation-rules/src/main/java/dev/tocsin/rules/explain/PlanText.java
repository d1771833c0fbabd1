package dev.tocsin.rules.explain;

import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Expression;
import dev.tocsin.rules.plan.Field;
import dev.tocsin.rules.plan.Predicate;
import dev.tocsin.rules.plan.RiskPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.source.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a document compiled to, for people. */
public final class PlanText {
    private static final int SHOWN_VALUES = 12;

    private final RuleCatalog catalog;
    private final Page page;

    private PlanText(RuleCatalog catalog, Style style) {
        this.catalog = catalog;
        this.page = new Page(style);
    }

    /** The text of an entry: its plan, or why it has none. */
    public static String of(RuleCatalog catalog, CatalogEntry entry, Style style) {
        PlanText text = new PlanText(catalog, style);
        text.write(entry);
        return text.page.toString();
    }

    private void write(CatalogEntry entry) {
        page.heading(entry.title().isEmpty() ? entry.alertId() : entry.title());
        page.entry("kind", entry.kind().text());
        page.entry("id of alerts", entry.alertId());
        page.entry("file", entry.place());
        for (Problem problem : catalog.problems(entry)) {
            page.entry("problem", problem.toString());
        }
        RulePlan rule = catalog.rule(entry);
        CorrelationPlan correlation = catalog.correlation(entry);
        RiskPlan risk = catalog.risk(entry);
        if (rule != null) {
            write(rule);
        } else if (correlation != null) {
            write(correlation);
        } else if (risk != null) {
            page.entry("level", risk.alertRule().level().text());
            lines(risk.describe());
        } else if (entry.kind() != CatalogEntry.Kind.FILTER) {
            boolean errors = catalog.problems(entry).stream().anyMatch(Problem::isError);
            page.entry(
                    "compiled",
                    errors
                            ? page.style().bad("no, it has errors")
                            : "no, this version only checks it");
        } else {
            page.entry("compiled", "into the condition of every rule that it is for");
            page.entries("is for", titles(catalog.entries(), entry));
        }
    }

    private List<String> titles(List<CatalogEntry> entries, CatalogEntry filter) {
        List<String> titles = new ArrayList<>();
        for (CatalogEntry entry : entries) {
            if (catalog.referrers(entry).contains(filter)) {
                titles.add(entry.alertId());
            }
        }
        return titles;
    }

    private void write(RulePlan rule) {
        Cost cost = Cost.of(rule.condition(), catalog.popularity());
        page.entry("level", rule.alertRule().level().text());
        page.entry("alerts", rule.alerts() ? "yes, each match" : "no, it only feeds correlations");
        page.entries("log source", rule.sources().stream().map(Words::of).toList());
        page.entry("cost", cost.line());
        page.entry(
                "witness",
                cost.witness() == null
                        ? "none: the condition can hold without any value being there"
                        : Words.shortened(cost.witness().toString()));
        page.line("").heading("condition");
        tree(rule.condition(), "  ", null);
        page.line("").heading("fields, with the places where each is looked for");
        fields(rule.condition())
                .forEach((name, places) -> page.entry(name, String.join(", ", places)));
    }

    private void write(CorrelationPlan plan) {
        page.entry("level", plan.alertRule().level().text());
        page.entry("needs", Needs.of(plan));
        for (String line : plan.describe().lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip();
            page.entry(
                    name,
                    switch (name) {
                        case "timespan" -> Needs.text(plan.timespan());
                        case "grace" -> Needs.text(plan.grace());
                        case "settle" -> Needs.text(plan.settle());
                        default -> line.substring(colon + 1).strip();
                    });
        }
        page.line("").heading("rules that feed it");
        for (String id : new LinkedHashSet<>(plan.ruleIds())) {
            CatalogEntry entry = catalog.named(id);
            page.line(
                    "  " + id + (entry == null ? "" : "  " + entry.title() + "  " + entry.place()));
        }
    }

    private void lines(String description) {
        for (String line : description.lines().skip(1).toList()) {
            int colon = line.indexOf(':');
            page.entry(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    private void tree(Expression expression, String indent, @Nullable String above) {
        switch (expression) {
            case Expression.And(List<Expression> all) -> branch("all of", all, indent, above);
            case Expression.Or(List<Expression> any) -> {
                List<Predicate> list = Judge.Shared.list(any);
                if (list.isEmpty()) {
                    branch("any of", any, indent, above);
                } else {
                    page.line(
                            indent
                                    + label(Judge.Shared.identifier(any), above)
                                    + list.getFirst().fieldName()
                                    + ", any of");
                    values(list, indent + "  ");
                }
            }
            case Expression.Not(Expression inner) -> {
                page.line(indent + "not");
                tree(inner, indent + "  ", above);
            }
            case Expression.Leaf(String identifier, Predicate predicate) ->
                    page.line(indent + label(identifier, above) + Words.of(predicate));
        }
    }

    private void branch(
            String word, List<Expression> parts, String indent, @Nullable String above) {
        String identifier = Judge.Shared.identifier(parts);
        page.line(indent + label(identifier, above) + word);
        for (Expression part : parts) {
            tree(part, indent + "  ", identifier == null ? above : identifier);
        }
    }

    private void values(List<Predicate> list, String indent) {
        for (Predicate predicate : list.subList(0, Math.min(SHOWN_VALUES, list.size()))) {
            page.line(indent + predicate.operator() + " '" + predicate.expected() + "'");
        }
        if (list.size() > SHOWN_VALUES) {
            page.line(indent + "and " + (list.size() - SHOWN_VALUES) + " more");
        }
    }

    /** The identifier, where it is not what stands above. */
    static String label(@Nullable String identifier, @Nullable String above) {
        return identifier == null || Objects.equals(identifier, above) ? "" : identifier + ": ";
    }

    /** Every field of a condition by name, with its places. */
    static Map<String, Set<String>> fields(Expression condition) {
        Map<String, Set<String>> fields = new LinkedHashMap<>();
        collect(condition, fields);
        return fields;
    }

    private static void collect(Expression expression, Map<String, Set<String>> into) {
        switch (expression) {
            case Expression.And(List<Expression> all) -> all.forEach(part -> collect(part, into));
            case Expression.Or(List<Expression> any) -> any.forEach(part -> collect(part, into));
            case Expression.Not(Expression inner) -> collect(inner, into);
            case Expression.Leaf(String _, Predicate predicate) -> {
                add(into, Judge.Shared.field(predicate));
                add(into, predicate instanceof Predicate.FieldsCompare c ? c.other() : null);
            }
        }
    }

    private static void add(Map<String, Set<String>> into, @Nullable Field field) {
        if (field != null) {
            into.computeIfAbsent(field.name(), name -> new LinkedHashSet<>())
                    .addAll(field.places());
        }
    }
}
