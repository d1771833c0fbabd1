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
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
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
            defaultValue = "200000",
            description = "How many events; the first quarter warms up and is not timed (200000).")
    int events;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Timed runs of each topology, in turns, after one that is not (3).")
    int runs;

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
                            broker.bootstrapServers(),
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
        try (RulesTopic rules = new RulesTopic(address)) {
            rules.write(files, List.of(), "bench");
        }
        new RawEvents(read.events(), ids).write(address, events);
    }

    private static int ruleCount(List<RuleFile> files) {
        return RuleCompiler.compile(files, Placeholders.none()).rules().rules().size();
    }

    private void measure(String laneName, int rules, Race race) throws IOException {
        race.passThrough();
        Race.Outcome last = race.topology();
        double[] passThrough = new double[runs];
        double[] topology = new double[runs];
        for (int i = 0; i < runs; i++) {
            passThrough[i] = race.passThrough();
            last = race.topology();
            topology[i] = last.perSecond();
            System.err.printf(
                    "run %d: %.0f passed through, %.0f by the topology, a second%n",
                    i + 1, passThrough[i], topology[i]);
        }
        ObjectNode result = Json.object();
        result.put("lane", laneName);
        result.put("rules", rules);
        result.put("events", events);
        result.put("pass_through_per_second", Math.round(median(passThrough)));
        result.put("topology_per_second", Math.round(median(topology)));
        result.put("ratio", Math.round(1000 * median(topology) / median(passThrough)) / 1000.0);
        result.put("matches", last.matches());
        result.put("dead_letters", last.deadLetters());
        System.out.println(json ? result.toString() : result.toPrettyString());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
