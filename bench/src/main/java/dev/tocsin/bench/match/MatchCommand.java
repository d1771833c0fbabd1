package dev.tocsin.bench.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Events per second through parsing and matching on one thread. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = "Parsing and matching on one thread: no machine needed.")
public final class MatchCommand implements Callable<Integer> {
    @Option(names = "--rules", required = true, description = "Directory of rules.")
    Path directory = Path.of("");

    @Option(
            names = "--lane",
            required = true,
            description = "File of events, one JSON document a line, plain or gzip; repeatable.")
    List<Path> lanes = List.of();

    @Option(names = "--seconds", defaultValue = "10", description = "How long a run takes (10).")
    int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds before it (10).")
    int warmup;

    @Option(names = "--runs", defaultValue = "1", description = "Runs; the median is printed (1).")
    int runs;

    @Option(
            names = "--variants",
            defaultValue = "0",
            description = "Further copies of every rule, with other literals (0).")
    int variants;

    @Option(names = "--json", description = "Print one line of JSON for each lane.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        List<RuleFile> files = new ArrayList<>(RuleDirectory.read(directory));
        if (files.isEmpty()) {
            throw new IOException("Expected rules in " + directory + ", but found none");
        }
        Plan plan = Plan.compile(files, variants);
        for (Path lane : lanes) {
            report(plan, Lane.read(lane));
        }
        return Exit.DONE;
    }

    private void report(Plan plan, Lane lane) throws IOException {
        MatchRun run = new MatchRun(plan.rules(), lane);
        run.run(warmup);
        List<MatchRun.Measured> measured = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            measured.add(run.run(seconds));
        }
        measured.sort((a, b) -> Double.compare(a.perSecond(a.events()), b.perSecond(b.events())));
        print(plan, lane, measured.get(measured.size() / 2));
    }

    private void print(Plan plan, Lane lane, MatchRun.Measured median) {
        ObjectNode result = Json.object();
        result.put("lane", lane.name());
        result.put("rules", plan.rules().rules().size());
        result.put("events_per_second", Math.round(median.perSecond(median.events())));
        result.put("bytes_per_second", Math.round(median.perSecond(median.bytes())));
        result.put("matches_per_event", rounded(median.perEvent(median.matches())));
        result.put("alloc_bytes_per_event", Math.round(median.perEvent(median.allocated())));
        result.put("events_per_cpu_second", Math.round(median.perCpuSecond(median.events())));
        result.put("first_compile_ms", TimeUnit.NANOSECONDS.toMillis(plan.firstNanos()));
        result.put("compile_ms", TimeUnit.NANOSECONDS.toMillis(plan.againNanos()));
        result.put("plan_bytes", plan.bytes());
        System.out.println(json ? result.toString() : result.toPrettyString());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
