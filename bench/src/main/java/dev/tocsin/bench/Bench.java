package dev.tocsin.bench;

import dev.tocsin.bench.correlate.CorrelateCommand;
import dev.tocsin.bench.desk.DeskCommand;
import dev.tocsin.bench.ingest.IngestCommand;
import dev.tocsin.bench.match.MatchCommand;
import dev.tocsin.bench.normalize.NormalizeCommand;
import dev.tocsin.bench.oracle.OracleCommand;
import dev.tocsin.bench.topology.TopologyCommand;
import dev.tocsin.launcher.Exit;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the load driver: {@code ./tocsin bench}. */
@Command(
        name = "./tocsin bench",
        mixinStandardHelpOptions = true,
        description =
                "Measure and judge rules and the topology alone, or a running machine (./tocsin up).",
        subcommands = {
            MatchCommand.class,
            NormalizeCommand.class,
            CorrelateCommand.class,
            TopologyCommand.class,
            OracleCommand.class,
            IngestCommand.class,
            DeskCommand.class,
            LatencyCommand.class,
            AccountCommand.class
        })
public final class Bench {
    /** Runs a measurement and exits with its code. */
    public static void main(String[] args) {
        CommandLine commandLine =
                new CommandLine(new Bench())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setExecutionExceptionHandler(
                                (e, command, _) -> {
                                    command.getErr()
                                            .println(e.getMessage() == null ? e : e.getMessage());
                                    return Exit.of(e);
                                });
        System.exit(commandLine.execute(args.length == 0 ? new String[] {"--help"} : args));
    }
}
