package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.Exit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How fast the incident desk answers. */
@Command(
        name = "desk",
        mixinStandardHelpOptions = true,
        description = {
            "The incident desk, without a machine: desk, embedded store, broker and callers in one"
                    + " process, HTTP over loopback. A wrong answer makes the command fail."
        })
public final class DeskCommand implements Callable<Integer> {
    @Option(
            names = "--case",
            required = true,
            description = "What is measured: ${COMPLETION-CANDIDATES}.")
    DeskCase what = DeskCase.LIST;

    @Option(names = "--alerts", defaultValue = "100000", description = "Stored alerts (100000).")
    int alerts;

    @Option(names = "--clients", defaultValue = "16", description = "Callers of PATCH (16).")
    int clients;

    @Option(names = "--requests", defaultValue = "1000", description = "Requests a run (1000).")
    int requests;

    @Option(names = "--runs", defaultValue = "5", description = "Runs after the warm-up (5).")
    int runs;

    @Option(
            names = "--query",
            description = "The query string of the list; several take turns.",
            defaultValue = "level=high,critical&status=new&limit=50")
    List<String> queries = List.of();

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DeskLoad load = new DeskLoad(alerts, clients, requests, runs, queries);
        try (DeskStand stand = DeskStand.start()) {
            stand.store(alerts);
            ObjectNode result = what.measure(stand, load);
            System.out.println(json ? result.toString() : result.toPrettyString());
        }
        return Exit.DONE;
    }
}
