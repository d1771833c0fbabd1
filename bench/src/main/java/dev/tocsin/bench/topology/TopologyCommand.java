package dev.tocsin.bench.topology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bench.match.Lane;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.embedded.Trees;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.rules.RulesTopic;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Events per second through the whole topology, against one that only passes records through. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description =
                "The whole topology against one that passes records through: starts a broker of"
                        + " its own, no machine needed.")
public final class TopologyCommand implements Callable<Integer> {
    private static final int WARMUP_PART = 4;

    @Option(names = "--rules", required = true, description = "Directory of rules.")
    Path directory = Path.of("");

    @Option(
            names = "--lane",
            required = true,
            description = "File of events, one JSON document a line, plain or gzip.")
    Path lane = Path.of("");

    @Option(
            names = "--events",
            defaultValue = "400000",
            description =
                    "How many events a run has; the first quarter is the start and is not timed"
                            + " (400000).")
    int events;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Timed runs of each topology, in turns (3).")
    int runs;

    @Option(
            names = "--warmup",
            defaultValue = "40",
            description = "Seconds of runs of each topology that are not timed, before (40).")
    int warmup;

    @Option(names = "--threads", defaultValue = "2", description = "Stream threads of each (2).")
    int threads;

    @Option(names = "--ids", description = "Senders give each event an id, to find repetitions by.")
    boolean ids;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        List<RuleFile> files = RuleDirectory.read(directory);
        if (files.isEmpty()) {
            throw new IOException("Expected rules in " + directory + ", but found none");
        }
        Path temporary = Files.createTempDirectory("tocsin-bench-");
        try (BrokerProcess broker = BrokerProcess.start(temporary.resolve("kafka"));
                Offsets offsets = new Offsets(broker.bootstrapServers())) {
            Lane read = Lane.read(lane);
            prepare(broker.bootstrapServers(), offsets, files, read);
            measure(
                    read.name(),
                    ruleCount(files),
                    new Race(
                            broker,
                            offsets,
                            temporary.resolve("states"),
                            threads,
                            events,
                            events / WARMUP_PART));
        } finally {
            Trees.delete(temporary);
        }
        return Exit.DONE;
    }

    private void prepare(String address, Offsets offsets, List<RuleFile> files, Lane read)
            throws IOException {
        TopicSetup.create(address);
        offsets.createTopic(PassThrough.TOPIC, Topics.EVENTS_RAW.partitions());
        try (RulesTopic rules = new RulesTopic(KafkaAccess.of(address))) {
            rules.write(files, List.of(), "bench");
        }
        new RawEvents(read.events(), ids).write(address, events);
    }

    private static int ruleCount(List<RuleFile> files) {
        return RuleCompiler.compile(files, Placeholders.none()).rules().rules().size();
    }

    private void measure(String laneName, int rules, Race race) throws IOException {
        warm(race::passThrough);
        warm(race::topology);
        List<Spent> passed = new ArrayList<>();
        List<Spent> processed = new ArrayList<>();
        Race.Outcome last = null;
        for (int i = 0; i < runs; i++) {
            passed.add(race.passThrough());
            last = race.topology();
            processed.add(last.spent());
            System.err.printf(
                    "run %d: passed through %.0f a second, %.1f us each; by the topology %.0f, %.1f us%n",
                    i + 1,
                    passed.getLast().perSecond(),
                    passed.getLast().micros(),
                    processed.getLast().perSecond(),
                    processed.getLast().micros());
        }
        if (last != null) {
            print(laneName, rules, passed, processed, last);
        }
    }

    /** One run of a topology. */
    @FunctionalInterface
    private interface Run {
        Object once() throws IOException;
    }

    private void warm(Run run) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(warmup);
        while (System.nanoTime() < end) {
            run.once();
        }
    }

    private void print(
            String laneName,
            int rules,
            List<Spent> passed,
            List<Spent> processed,
            Race.Outcome last) {
        double passedPerSecond = median(passed, Spent::perSecond);
        double processedPerSecond = median(processed, Spent::perSecond);
        ObjectNode result = Json.object();
        result.put("lane", laneName);
        result.put("rules", rules);
        result.put("events", events);
        result.put("pass_through_per_second", Math.round(passedPerSecond));
        result.put("topology_per_second", Math.round(processedPerSecond));
        result.put("ratio", Math.round(1000 * processedPerSecond / passedPerSecond) / 1000.0);
        result.put("pass_through_cpu_us", tenths(median(passed, Spent::micros)));
        result.put("topology_cpu_us", tenths(median(processed, Spent::micros)));
        result.put("matches", last.matches());
        result.put("dead_letters", last.deadLetters());
        System.out.println(json ? result.toString() : result.toPrettyString());
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    private static double median(List<Spent> runs, ToDoubleFunction<Spent> what) {
        double[] sorted = runs.stream().mapToDouble(what).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
