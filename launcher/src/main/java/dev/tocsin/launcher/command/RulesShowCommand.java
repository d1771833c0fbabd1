package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.command.RuleSource.Selection;
import dev.tocsin.rules.explain.CatalogEntry;
import dev.tocsin.rules.explain.RuleCard;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a rule as it was read, who refers to it, and its tests. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show a rule as it was read, who refers to it, its tests and its problems.")
public final class RulesShowCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RULE",
            description = "A rule file, or the id, name or title of a rule.")
    String rule = "";

    @Mixin RuleSource rules = new RuleSource();

    @Option(names = "--json", description = "One JSON object a line, one for each document.")
    boolean json;

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try {
            Selection selection = rules.select(rule);
            for (CatalogEntry entry : selection.entries()) {
                spec.commandLine()
                        .getOut()
                        .println(
                                json
                                        ? RuleCard.json(selection.catalog(), entry).toString()
                                        : RuleCard.text(
                                                selection.catalog(), entry, Terminal.style()));
            }
            return Exit.DONE;
        } catch (WrongArgument e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.USAGE;
        }
    }
}
