package dev.tocsin.bench.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events per second through normalization on one thread, by JMH: bytes in, bytes out. */
@Command(
        name = "normalize",
        mixinStandardHelpOptions = true,
        description =
                "Reading, normalizing and writing on one thread, measured by JMH: no machine needed.")
public final class NormalizeCommand implements Callable<Integer> {
    /** Events that stand for what many send. */
    enum Case {
        SYSLOG,
        WINDOWS
    }

    /** JMH's names of what its profiler of the collector found and of our counters. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final String EVENTS = "events";
    private static final String NANOS = "nanos";

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--case", description = "syslog or windows (one after the other).")
    @Nullable Case what;

    @Option(
            names = "--lane",
            description = "A file of events instead, one JSON document a line, plain or gzip.")
    @Nullable Path lane;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long a fork measures (10).")
    int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds before it (10).")
    int warmup;

    @Option(
            names = "--forks",
            defaultValue = "2",
            description = "JVMs that measure, one after the other (2); 0: this one.")
    int forks;

    @Option(names = "--json", description = "Print a line of JSON for each case.")
    boolean json;

    @Override
    public Integer call() throws IOException, RunnerException {
        for (String events : events()) {
            ObjectNode result = result(events, run(events));
            spec.commandLine().getOut().println(json ? result.toString() : result.toPrettyString());
        }
        return Exit.DONE;
    }

    private List<String> events() {
        if (lane != null) {
            return List.of(lane.toAbsolutePath().toString());
        }
        return what == null
                ? List.of(Samples.SYSLOG, Samples.WINDOWS)
                : List.of(what.name().toLowerCase(Locale.ROOT));
    }

    private RunResult run(String events) throws RunnerException {
        return new Runner(
                        new OptionsBuilder()
                                .include(Normalizing.class.getName() + ".normalized")
                                .param(EVENTS, events)
                                .threads(1)
                                .forks(forks)
                                .warmupTime(TimeValue.seconds(1))
                                .warmupIterations(warmup)
                                .measurementTime(TimeValue.seconds(1))
                                .measurementIterations(seconds)
                                .addProfiler(GCProfiler.class)
                                .shouldFailOnError(true)
                                .verbosity(json ? VerboseMode.SILENT : VerboseMode.NORMAL)
                                .jvmArgs(jvmOptions())
                                .build())
                .runSingle();
    }

    /** The collector of the topology and its heap; what this JVM may do, a fork may do too. */
    private static String[] jvmOptions() {
        return Stream.concat(
                        Stream.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"),
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(a -> a.startsWith("-D") || a.startsWith("--")))
                .toArray(String[]::new);
    }

    private static ObjectNode result(String events, RunResult run) throws IOException {
        double perSecond = run.getPrimaryResult().getScore();
        ObjectNode result = Json.object();
        result.put("case", events);
        result.put("events_per_second", Math.round(perSecond));
        double error = run.getPrimaryResult().getScoreError();
        if (Double.isFinite(error)) {
            result.put("error_99_9", Math.round(error));
        }
        result.put("alloc_bytes_per_event", Math.round(secondary(run, ALLOCATED)));
        result.put(
                "events_per_cpu_second",
                Math.round(secondary(run, EVENTS) * 1e9 / secondary(run, NANOS)));
        sizes(events, perSecond, result);
        return result;
    }

    private static double secondary(RunResult run, String name) {
        Result<?> result = run.getSecondaryResults().get(name);
        return result == null ? Double.NaN : result.getScore();
    }

    /** How large events are, on average, before and after. */
    private static void sizes(String events, double perSecond, ObjectNode result)
            throws IOException {
        Normalizing normalizing = new Normalizing();
        List<byte[]> sent = Samples.read(events);
        double in = 0;
        double out = 0;
        for (byte[] event : sent) {
            in += event.length;
            out += normalizing.normalized(event).length;
        }
        result.put("bytes_per_second", Math.round(perSecond * in / sent.size()));
        result.put("bytes_in_per_event", Math.round(in / sent.size()));
        result.put("bytes_out_per_event", Math.round(out / sent.size()));
    }
}
