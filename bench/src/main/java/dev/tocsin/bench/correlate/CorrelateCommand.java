package dev.tocsin.bench.correlate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.Exit;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Matches per second through correlations. */
@Command(
        name = "correlate",
        mixinStandardHelpOptions = true,
        description = {
            "Correlating, without a machine. event_count, value_count and temporal_ordered: the"
                    + " engine alone on one core. topology, groups and restart: the correlating"
                    + " half of the topology with its stores, changelog and transactions, against"
                    + " a broker in a process of its own."
        })
public final class CorrelateCommand implements Callable<Integer> {
    @Option(
            names = "--case",
            required = true,
            description = "What is measured: ${COMPLETION-CANDIDATES}.")
    CorrelateCase measured = CorrelateCase.EVENT_COUNT;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long a run of the engine alone takes (10).")
    int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds before it (10).")
    int warmup;

    @Option(names = "--runs", defaultValue = "1", description = "Runs; the median is printed (1).")
    int runs;

    @Option(
            names = "--groups",
            defaultValue = "0",
            description = "How many groups (50,000; value_count 50; groups and restart 5,000,000).")
    int groups;

    @Option(
            names = "--matches",
            defaultValue = "1500000",
            description = "How many go through the topology; the first third warms up (1500000).")
    int matches;

    @Option(
            names = "--killed",
            description = {
                "For restart: the topology that makes the state is a process of its own, which is"
                        + " killed with SIGKILL, and not stopped."
            })
    boolean killed;

    @Spec CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    private boolean killed() {
        if (killed && measured != CorrelateCase.RESTART) {
            throw new ParameterException(
                    command.commandLine(), "Expected --killed with restart, but found " + measured);
        }
        return killed;
    }

    @Override
    public Integer call() throws IOException {
        int wanted = groups > 0 ? groups : measured.groups();
        Outcome outcome =
                switch (measured) {
                    case EVENT_COUNT, VALUE_COUNT, TEMPORAL_ORDERED ->
                            new EngineCase(measured, wanted, warmup, seconds, runs).run();
                    case TOPOLOGY -> new TopologyCase(wanted, matches, runs).run();
                    case GROUPS, RESTART -> new GroupsCase(measured, wanted, killed()).run();
                };
        ObjectNode result = outcome.json();
        System.out.println(json ? result.toString() : result.toPrettyString());
        return Exit.DONE;
    }
}
