package dev.tocsin.launcher.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RulePlan;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the rules that alert: those in force, or those of a directory. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the rules that are in force, or those of a directory.")
public final class RulesListCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "DIR", description = "A directory of rule files.")
    @Nullable Path directory;

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Compilation compilation = RuleCompiler.compile(files(), Placeholders.none());
        List<AlertRule> rules = new ArrayList<>();
        compilation.rules().rules().stream()
                .filter(RulePlan::alerts)
                .map(RulePlan::alertRule)
                .forEach(rules::add);
        compilation.rules().correlations().forEach(plan -> rules.add(plan.alertRule()));
        rules.sort((one, other) -> one.id().compareTo(other.id()));
        for (AlertRule rule : rules) {
            System.out.println(
                    json
                            ? json(rule).toString()
                            : "%-26s %-16s %-13s %s"
                                    .formatted(
                                            rule.id(),
                                            rule.type(),
                                            rule.level().text(),
                                            rule.title()));
        }
        return Exit.DONE;
    }

    private List<RuleFile> files() throws IOException {
        if (directory != null) {
            return RuleDirectory.read(directory);
        }
        try (RulesTopic topic = new RulesTopic(Settings.from(System.getenv()).kafka())) {
            return List.copyOf(topic.read().values());
        }
    }

    private static ObjectNode json(AlertRule rule) {
        ObjectNode json = Json.object();
        json.put("id", rule.id());
        json.put("type", rule.type());
        json.put("level", rule.level().text());
        json.put("title", rule.title());
        rule.tags().forEach(json.putArray("tags")::add);
        return json;
    }
}
