package dev.tocsin.launcher;

import dev.tocsin.launcher.command.AccountsCommand;
import dev.tocsin.launcher.command.AuditCommand;
import dev.tocsin.launcher.command.DeadLettersCommand;
import dev.tocsin.launcher.command.DemoCommand;
import dev.tocsin.launcher.command.DeskCommand;
import dev.tocsin.launcher.command.DownCommand;
import dev.tocsin.launcher.command.ListsCommand;
import dev.tocsin.launcher.command.LogsCommand;
import dev.tocsin.launcher.command.NormalizeCommand;
import dev.tocsin.launcher.command.PipelinesCommand;
import dev.tocsin.launcher.command.RulesCommand;
import dev.tocsin.launcher.command.RunCommand;
import dev.tocsin.launcher.command.SearchCommand;
import dev.tocsin.launcher.command.ServeCommand;
import dev.tocsin.launcher.command.StatusCommand;
import dev.tocsin.launcher.command.TokensCommand;
import dev.tocsin.launcher.command.UpCommand;
import dev.tocsin.launcher.command.VersionCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The command line. Exit codes are in {@link Exit}. */
@Command(
        name = "./tocsin",
        synopsisSubcommandLabel = "COMMAND",
        description = "Security events in, alerts while they stream, incidents worked together.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            RulesCommand.class,
            PipelinesCommand.class,
            NormalizeCommand.class,
            DeadLettersCommand.class,
            TokensCommand.class,
            DeskCommand.class,
            ListsCommand.class,
            SearchCommand.class,
            AuditCommand.class,
            AccountsCommand.class,
            VersionCommand.class,
            ServeCommand.class,
            RunCommand.class,
            HelpCommand.class,
        },
        footerHeading = "%nDone by the script itself:%n",
        footer = {
            "  verify   build everything and run every test",
            "  fmt      format the sources",
            "  bench    measure: latency, account",
            "",
            "Examples:",
            "  ./tocsin up && ./tocsin demo",
            "  curl -d '{\"summary\":\"hello\"}' http://127.0.0.1:8080/events",
            "  ./tocsin rules check correlation-rules/rules",
            "  ./tocsin dead-letters list --json",
            "",
            "Exit codes: 0 done; 1 it did not work, the message says why; 2 wrong arguments;",
            "3 nothing is running.",
        })
public final class Tocsin implements Runnable {
    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        IExecutionExceptionHandler handler =
                (e, command, _) -> {
                    command.getErr().println(command.getColorScheme().errorText(messageOf(e)));
                    return Exit.of(e);
                };
        return new CommandLine(new Tocsin())
                .setExecutionExceptionHandler(handler)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static String messageOf(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
