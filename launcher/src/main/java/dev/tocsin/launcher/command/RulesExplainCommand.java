package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.command.RuleSource.Selection;
import dev.tocsin.launcher.events.EventFile;
import dev.tocsin.launcher.events.Found;
import dev.tocsin.launcher.events.Intake;
import dev.tocsin.rules.explain.CatalogEntry;
import dev.tocsin.rules.explain.ContributionText;
import dev.tocsin.rules.explain.ExplainJson;
import dev.tocsin.rules.explain.Explanation;
import dev.tocsin.rules.explain.ExplanationText;
import dev.tocsin.rules.explain.PlanText;
import dev.tocsin.rules.explain.RuleCatalog;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RulePlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a rule compiled to and, given an event, why it matches or does not. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Say what a rule compiled to: its log source, its condition, where its fields are"
                    + " looked for, by what the index finds it.",
            "With --event, say for each part of the condition whether it holds, what the event has"
                    + " there, and why the rule matches the event or does not."
        })
public final class RulesExplainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RULE",
            description = "A rule file, or the id, name or title of a rule.")
    String rule = "";

    @Mixin RuleSource rules = new RuleSource();

    @Mixin EventOptions options = new EventOptions();

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "A file of events, as for 'match'; - for the standard input.")
    @Nullable Path event;

    @Option(
            names = {"-n", "--number"},
            defaultValue = "1",
            description = "Which event of the file, from 1 (1).")
    long number = 1;

    @Option(names = "--json", description = "One JSON object a line, one for each document.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            Selection selection = rules.select(rule);
            ObjectNode seen = event == null ? null : normalized(event);
            if (seen != null && !json) {
                header(seen);
            }
            for (CatalogEntry entry : selection.entries()) {
                explain(selection.catalog(), entry, seen);
            }
            return Exit.DONE;
        } catch (WrongArgument e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.USAGE;
        } catch (Intake.WrongShape e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.FAILED;
        }
    }

    private ObjectNode normalized(Path path) throws IOException, WrongArgument, Intake.WrongShape {
        try (EventFile file = EventOptions.open(path)) {
            Found found = file.next();
            while (found != null && found.number() < number) {
                found = file.next();
            }
            return switch (found) {
                case null ->
                        throw new WrongArgument(
                                "Expected event %d in %s, but it has fewer"
                                        .formatted(number, path));
                case Found.Unreadable bad ->
                        throw new WrongArgument(
                                "event %d, %s: %s"
                                        .formatted(bad.number(), bad.where(), bad.reason()));
                case Found.Event one -> options.intake().take(one);
            };
        }
    }

    /** How the event was read: a wrong normalizer is a reason too why rules do not match. */
    private void header(ObjectNode seen) {
        StringBuilder line = new StringBuilder("event " + number + " of " + event);
        JsonNode pipeline = Json.at(seen, "tocsin.pipeline");
        if (pipeline != null && pipeline.isArray()) {
            List<String> steps = new ArrayList<>();
            pipeline.forEach(step -> steps.add(step.asText()));
            line.append(", normalized by ").append(String.join(", ", steps));
        }
        out().println(line);
        JsonNode problems = Json.at(seen, "tocsin.problems");
        if (problems != null) {
            problems.forEach(problem -> out().println("  " + problem.asText()));
        }
        out().println();
    }

    private void explain(RuleCatalog catalog, CatalogEntry entry, @Nullable ObjectNode seen) {
        List<RulePlan> asked = new ArrayList<>();
        CorrelationPlan correlation = catalog.correlation(entry);
        RulePlan own = catalog.rule(entry);
        if (own != null) {
            asked.add(own);
        }
        for (String id :
                correlation == null
                        ? List.<String>of()
                        : new LinkedHashSet<>(correlation.ruleIds())) {
            RulePlan fed = catalog.compilation().rules().rule(id);
            if (fed != null) {
                asked.add(fed);
            }
        }
        if (json) {
            out().println(json(catalog, entry, asked, seen));
        } else {
            text(catalog, entry, asked, seen);
        }
    }

    private void text(
            RuleCatalog catalog,
            CatalogEntry entry,
            List<RulePlan> asked,
            @Nullable ObjectNode seen) {
        out().println(PlanText.of(catalog, entry, Terminal.style()));
        if (seen != null) {
            for (RulePlan plan : asked) {
                why(plan, catalog.correlation(entry), seen);
            }
        }
        out().flush();
    }

    private void why(RulePlan plan, @Nullable CorrelationPlan correlation, ObjectNode seen) {
        if (correlation != null) {
            out().println("the rule " + plan.id());
        }
        Explanation explanation = Explanation.of(plan, seen);
        out().print(ExplanationText.of(explanation, Terminal.style()));
        if (correlation != null) {
            out().print(ContributionText.of(correlation, plan, seen, explanation.matches()));
        }
        out().println();
    }

    private static ObjectNode json(
            RuleCatalog catalog,
            CatalogEntry entry,
            List<RulePlan> asked,
            @Nullable ObjectNode seen) {
        ObjectNode line = ExplainJson.plan(catalog, entry);
        if (seen != null) {
            for (RulePlan plan : asked) {
                line.withArrayProperty("explanations")
                        .add(ExplainJson.explanation(Explanation.of(plan, seen)));
            }
        }
        return line;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
