package dev.tocsin.bench.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trials, one seed after the other, until time is over. */
@Command(
        name = "oracle",
        mixinStandardHelpOptions = true,
        description = {
            "Random correlations over random events, in a random order of arrival, on one to three"
                    + " partitions, with crashes and restarts anywhere, against an oracle that"
                    + " lays every frame. Needs no machine. Prints the seed of what fails."
        })
public final class OracleCommand implements Callable<Integer> {
    private static final int MOST_REPORTED = 20;

    @Option(names = "--seed", description = "The first seed (a random one); the next are +1, +2.")
    Long seed = new Random().nextLong(1_000_000_000);

    @Option(
            names = "--seconds",
            defaultValue = "60",
            description = "How long to go on (60), or 'endless'.")
    String seconds = "60";

    @Option(names = "--trials", description = "How many trials at most (no limit).")
    long trials = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print one line of JSON at the end.")
    boolean json;

    private final List<Long> failed = new ArrayList<>();
    private long done;
    private long correlations;
    private long alerts;
    private long crashes;

    @Override
    public Integer call() {
        long beganNs = System.nanoTime();
        long limitNs = limitNs();
        System.err.println("first seed " + seed);
        while (done < trials && System.nanoTime() - beganNs < limitNs) {
            trial(seed + done);
        }
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNs);
        ObjectNode result = result(tookMs);
        System.out.println(json ? result.toString() : result.toPrettyString());
        return failed.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private long limitNs() {
        if ("endless".equals(seconds)) {
            return Long.MAX_VALUE;
        }
        try {
            return TimeUnit.SECONDS.toNanos(Long.parseLong(seconds));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected a number of seconds or 'endless', but found " + seconds, e);
        }
    }

    private void trial(long of) {
        Verdict verdict = Trial.play(of);
        done++;
        correlations += verdict.correlations();
        alerts += verdict.alerts();
        crashes += verdict.crashes();
        if (!verdict.holds()) {
            failed.add(of);
            if (failed.size() <= MOST_REPORTED) {
                System.err.println(verdict.report());
            }
            if (trials == 1) {
                System.err.println(verdict.setting());
            }
        }
    }

    private ObjectNode result(long tookMs) {
        ObjectNode result = Json.object();
        result.put("first_seed", seed);
        result.put("trials", done);
        result.put("correlations", correlations);
        result.put("alerts", alerts);
        result.put("crashes", crashes);
        result.put("seconds", tookMs / 1_000.0);
        failed.forEach(result.putArray("failed_seeds")::add);
        return result;
    }
}
