package dev.tocsin.launcher.command;

import picocli.CommandLine.Command;

/** The commands for rule authors. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Check, test, try, backtest, explain, list, measure and publish rules.",
        subcommands = {
            RulesCheckCommand.class,
            RulesTestCommand.class,
            RulesMatchCommand.class,
            RulesBacktestCommand.class,
            RulesExplainCommand.class,
            RulesShowCommand.class,
            RulesListCommand.class,
            RulesCoverageCommand.class,
            RulesPublishCommand.class,
        })
public final class RulesCommand {}
