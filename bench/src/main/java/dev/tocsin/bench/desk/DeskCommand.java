package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.launcher.Exit;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--alerts",
            description = "Stored alerts (100000; of the cases stream and veris none).")
    @Nullable Integer alerts;

    @Option(
            names = "--clients",
            description = "Callers of PATCH (16), or readers of the stream (50).")
    @Nullable Integer clients;

    @Option(names = "--requests", description = "Requests a run (1000; of the case patch 4000).")
    @Nullable Integer requests;

    @Option(
            names = "--warmup",
            defaultValue = "60",
            description = "Seconds before the first run of patch (60).")
    int warmup;

    @Option(names = "--runs", description = "Runs after the warm-up (5; of the case veris 1).")
    @Nullable Integer runs;

    @Option(names = "--rate", defaultValue = "200", description = "Alerts a second (200).")
    int rate;

    @Option(names = "--seconds", defaultValue = "10", description = "Of one run of stream (10).")
    int seconds;

    @Option(names = "--records", defaultValue = "10000", description = "VERIS records (10000).")
    int records;

    @Option(
            names = "--query",
            description = "The query string of the list; several take turns.",
            defaultValue = "level=high,critical&status=new&limit=50")
    List<String> queries = List.of();

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DeskLoad load =
                new DeskLoad(
                        or(alerts, what.alerts),
                        or(clients, what.clients),
                        or(requests, what.requests),
                        warmup,
                        or(runs, what.runs),
                        queries,
                        rate,
                        seconds,
                        records);
        try (DeskStand stand = DeskStand.start()) {
            stand.store(load.alerts());
            ObjectNode result = what.measure(stand, load);
            System.out.println(json ? result.toString() : result.toPrettyString());
        }
        return Exit.DONE;
    }

    private static int or(@Nullable Integer said, int otherwise) {
        return said == null ? otherwise : said;
    }
}
