package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.rules.explain.CatalogEntry;
import dev.tocsin.rules.explain.RuleCatalog;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.run.RuleDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the rules that alert: those in force, or those of a directory. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "List the rules that are in force, or those of a directory: id, level, type, log"
                        + " source, file and title.")
public final class RulesListCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "A directory of rule files.")
    @Nullable Path directory;

    @Mixin ListsOption lists = new ListsOption();

    @Option(names = "--all", description = "Also rules that only feed correlations.")
    boolean all;

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    /** A line of the list. */
    private record Row(AlertRule rule, @Nullable LogSource source, boolean alerts, String file) {}

    @Override
    public Integer call() throws IOException, NotRunning {
        if (directory != null && !Files.isDirectory(directory)) {
            spec.commandLine()
                    .getErr()
                    .println("Expected a directory of rule files, but found none: " + directory);
            return Exit.USAGE;
        }
        for (Row row : rows(catalog())) {
            spec.commandLine().getOut().println(json ? json(row).toString() : text(row));
        }
        return Exit.DONE;
    }

    private List<Row> rows(RuleCatalog catalog) {
        List<Row> rows = new ArrayList<>();
        for (CatalogEntry entry : catalog.entries()) {
            RulePlan rule = catalog.rule(entry);
            CorrelationPlan correlation = catalog.correlation(entry);
            if (rule != null && (all || rule.alerts())) {
                rows.add(new Row(rule.alertRule(), rule.logSource(), rule.alerts(), entry.place()));
            } else if (correlation != null) {
                rows.add(new Row(correlation.alertRule(), null, true, entry.place()));
            }
        }
        rows.sort(Comparator.comparing(row -> row.rule().id()));
        return rows;
    }

    private RuleCatalog catalog() throws IOException, NotRunning {
        if (directory != null) {
            return RuleCatalog.of(RuleDirectory.read(directory), List.of(), lists.over(directory));
        }
        try (RulesTopic topic = new RulesTopic(Running.broker(Settings.from(System.getenv())))) {
            return RuleCatalog.of(
                    List.copyOf(topic.read().values()), List.of(), topic.lists().values()::get);
        }
    }

    private static String text(Row row) {
        return "%-30s %-13s %-16s %-32s %-36s %s"
                .formatted(
                        row.rule().id(),
                        row.rule().level().text(),
                        row.alerts() ? row.rule().type() : "(feeds)",
                        row.source() == null ? "-" : text(row.source()),
                        row.file(),
                        row.rule().title());
    }

    /** {@code windows/process_creation/-}: product, category, service. */
    private static String text(LogSource source) {
        StringJoiner text = new StringJoiner("/");
        text.add(source.product() == null ? "-" : source.product());
        text.add(source.category() == null ? "-" : source.category());
        text.add(source.service() == null ? "-" : source.service());
        return text.toString();
    }

    private static ObjectNode json(Row row) {
        ObjectNode json = Json.object();
        json.put("id", row.rule().id());
        json.put("type", row.rule().type());
        json.put("level", row.rule().level().text());
        json.put("title", row.rule().title());
        row.rule().tags().forEach(json.putArray("tags")::add);
        json.put("alerts", row.alerts());
        LogSource source = row.source();
        if (source != null) {
            json.putObject("logsource")
                    .put("product", source.product())
                    .put("category", source.category())
                    .put("service", source.service());
        }
        return json.put("file", row.file());
    }
}
