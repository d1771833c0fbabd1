package dev.tocsin.bench.normalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.tocsin.bench.match.Lane;
import dev.tocsin.json.Json;
import dev.tocsin.json.JsonWriter;
import dev.tocsin.launcher.Exit;
import dev.tocsin.topology.deadletter.RawReader;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Events per second through normalization on one thread: bytes in, bytes out. */
@Command(
        name = "normalize",
        mixinStandardHelpOptions = true,
        description = "Reading, normalizing and writing on one thread: no machine needed.")
public final class NormalizeCommand implements Callable<Integer> {
    /** Events that stand for what many send. */
    enum Case {
        /** Lines of many programs, as syslog-ng sends them in JSON. */
        SYSLOG,
        /** Security and Sysmon events, as Winlogbeat and nxlog send them. */
        WINDOWS
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Option(names = "--case", required = true, description = "syslog or windows.")
    Case what = Case.SYSLOG;

    @Option(
            names = "--lane",
            description = "A file of events instead, one JSON document a line, plain or gzip.")
    @Nullable Path lane;

    @Option(names = "--seconds", defaultValue = "10", description = "How long a run takes (10).")
    int seconds;

    @Option(names = "--warmup", defaultValue = "10", description = "Seconds before it (10).")
    int warmup;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    private final EventNormalizer normalizer = new EventNormalizer();
    private final JsonWriter writer = new JsonWriter();
    private final IngestInfo info =
            IngestInfo.of(Instant.parse("2026-01-01T12:00:05Z"), "tocsin.events.raw.v1-0-1");

    @Override
    public Integer call() throws IOException {
        List<byte[]> events = lane == null ? shipped(what) : Lane.read(lane).events();
        run(events, warmup);
        ObjectNode result = run(events, seconds);
        System.out.println(json ? result.toString() : result.toPrettyString());
        return Exit.DONE;
    }

    private static List<byte[]> shipped(Case what) throws IOException {
        String file = what.name().toLowerCase(Locale.ROOT) + ".ndjson";
        try (InputStream in = NormalizeCommand.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("Expected " + file + ", but it is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** Whole passes over the events for at least so long. */
    private ObjectNode run(List<byte[]> events, int forSeconds) throws IOException {
        long thread = Thread.currentThread().threadId();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        long cpu = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(forSeconds);
        long count = 0;
        long in = 0;
        long out = 0;
        do {
            for (byte[] event : events) {
                out += normalized(event);
                in += event.length;
            }
            count += events.size();
        } while (System.nanoTime() < end);
        double onClock = (System.nanoTime() - start) / 1e9;
        double onCpu = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9;
        long bytes = THREADS.getThreadAllocatedBytes(thread) - allocated;
        ObjectNode result = Json.object();
        result.put("case", lane == null ? what.name().toLowerCase(Locale.ROOT) : lane.toString());
        result.put("events_per_second", Math.round(count / onClock));
        result.put("bytes_per_second", Math.round(in / onClock));
        result.put("alloc_bytes_per_event", bytes / count);
        result.put("events_per_cpu_second", Math.round(count / onCpu));
        result.put("bytes_in_per_event", in / count);
        result.put("bytes_out_per_event", out / count);
        return result;
    }

    private int normalized(byte[] event) throws IOException {
        if (!(RawReader.read(event) instanceof RawReader.Sent(ObjectNode sent))) {
            throw new IOException(
                    "Expected JSON, but found " + new String(event, StandardCharsets.UTF_8));
        }
        return writer.bytes(normalizer.normalize(sent, info).event()).length;
    }
}
