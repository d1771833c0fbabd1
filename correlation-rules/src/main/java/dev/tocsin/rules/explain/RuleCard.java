package dev.tocsin.rules.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.check.RuleCheckJson;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.run.TestOutline;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A document as it was read, with everything around it: who refers to it, its tests, its problems.
 */
public final class RuleCard {
    private static final List<String> HEAD =
            List.of("id", "name", "level", "status", "author", "date", "modified", "license");
    private static final List<String> LISTS =
            List.of("tags", "references", "falsepositives", "fields", "scope");

    private final RuleCatalog catalog;
    private final CatalogEntry entry;

    private RuleCard(RuleCatalog catalog, CatalogEntry entry) {
        this.catalog = catalog;
        this.entry = entry;
    }

    /** The card for people. */
    public static String text(RuleCatalog catalog, CatalogEntry entry, Style style) {
        return new RuleCard(catalog, entry).text(style);
    }

    /** The card as JSON. */
    public static ObjectNode json(RuleCatalog catalog, CatalogEntry entry) {
        return new RuleCard(catalog, entry).json();
    }

    private String text(Style style) {
        Page page = new Page(style);
        page.heading(entry.title().isEmpty() ? entry.alertId() : entry.title());
        page.entry("kind", entry.kind().text());
        for (String key : HEAD) {
            page.entry(key, String.join(", ", entry.texts(key)));
        }
        page.entry("file", entry.place() + " (document " + entry.document().number() + ")");
        if (entry.document().root().has("logsource")) {
            page.entry("log source", Words.of(entry.logSource()));
        }
        page.entry("description", String.join(" ", entry.texts("description")).strip());
        for (String key : LISTS) {
            page.entries(key, entry.texts(key));
        }
        page.entries("refers to", references());
        page.entries("referred to by", referrers());
        page.entries("tests", tests());
        catalog.problems(entry)
                .forEach(problem -> page.entry("problem", style.bad(problem.toString())));
        Yaml body = entry.document().root().get(entry.kind().body());
        if (body != null) {
            page.line("").heading(entry.kind().body());
            page.line(YamlTexts.lines(body, "  ").stripTrailing());
        }
        return page.toString();
    }

    private List<String> references() {
        List<String> lines = new ArrayList<>();
        for (String reference : entry.references()) {
            CatalogEntry named = catalog.named(reference);
            lines.add(named == null ? reference : line(named));
        }
        return lines;
    }

    private List<String> referrers() {
        return catalog.referrers(entry).stream().map(RuleCard::line).toList();
    }

    private static String line(CatalogEntry other) {
        return other.kind().text()
                + " "
                + other.alertId()
                + ", "
                + other.title()
                + " ("
                + other.place()
                + ")";
    }

    /** A rule that only feeds correlations neither fires nor is silent by itself. */
    private List<String> tests() {
        RulePlan rule = catalog.rule(entry);
        boolean feeds = rule != null && !rule.alerts();
        List<String> lines = new ArrayList<>();
        for (TestOutline test : catalog.tests(entry)) {
            String outcome = feeds ? "feeds:  " : fires(test) ? "fires:  " : "silent: ";
            lines.add(outcome + test.name() + " (" + test.file() + ")");
        }
        return lines;
    }

    private boolean fires(TestOutline test) {
        return test.firing().stream()
                .anyMatch(rule -> entry.isCalled(rule) || entry.alertId().equals(rule));
    }

    private ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        json.put("alert_id", entry.alertId());
        json.put("title", entry.title());
        json.put("file", entry.document().file());
        json.put("document", entry.document().number());
        json.put("line", entry.document().root().at().line());
        catalog.referrers(entry)
                .forEach(
                        other ->
                                json.withArrayProperty("referred_to_by")
                                        .addObject()
                                        .put("kind", other.kind().name().toLowerCase(Locale.ROOT))
                                        .put("alert_id", other.alertId())
                                        .put("file", other.document().file()));
        for (TestOutline test : catalog.tests(entry)) {
            json.withArrayProperty("tests")
                    .addObject()
                    .put("file", test.file())
                    .put("name", test.name())
                    .put("events", test.events())
                    .put("fires", fires(test));
        }
        json.set("problems", RuleCheckJson.problems(catalog.problems(entry)));
        json.set("rule", YamlTexts.json(entry.document().root()));
        return json;
    }
}
