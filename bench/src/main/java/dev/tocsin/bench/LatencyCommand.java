package dev.tocsin.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.ApiKeyFile;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.client.AlertStream;
import dev.tocsin.launcher.client.IngestClient;
import dev.tocsin.launcher.command.Running;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From the POST of an event to its alert on the stream of server-sent events. Events go out at a
 * fixed rate, one a request, whatever the answers do; each is measured from the moment at which it
 * was due, so that a stall counts for every event that it delayed. One event in fifty makes an
 * alert of a plain rule, and one in fifty completes a brute force (four more lead up to it).
 */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "From the POST of an event to its alert on the stream.")
public final class LatencyCommand implements Callable<Integer> {
    private static final int CYCLE = 50;
    private static final Duration CAUGHT_UP = Duration.ofMinutes(1);
    private static final Duration LAST_ALERTS = Duration.ofSeconds(10);

    @Option(names = "--rate", defaultValue = "500", description = "Events per second (500).")
    int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "How long it is measured (30).")
    int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "10",
            description =
                    "Seconds at that rate before it is measured, then until it has caught up (45).")
    int warmup;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    private final Map<String, Long> due = new ConcurrentHashMap<>();
    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final Histogram histogram = new Histogram(TimeUnit.MINUTES.toNanos(5), 3);
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean measuring;
    private String run = "";
    private String runGroups = "";

    @Override
    public Integer call() throws IOException, InterruptedException, NotRunning {
        Settings settings = Settings.from(System.getenv());
        Running.require(settings);
        long second = Instant.now().getEpochSecond();
        run = "latency-" + second;
        runGroups =
                Long.toHexString(second >> 16 & 0xffff) + ":" + Long.toHexString(second & 0xffff);
        long sent;
        try (AlertStream _ =
                        new AlertStream(settings.api(), ApiKeyFile.of(settings), this::arrived);
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            IngestClient client = new IngestClient(settings.ingest());
            send(client, senders, 0, (long) warmup * rate);
            awaitAlerts(CAUGHT_UP);
            due.clear();
            measuring = true;
            sent = send(client, senders, (long) warmup * rate, (long) seconds * rate);
            awaitAlerts(LAST_ALERTS);
        }
        return report(sent);
    }

    private long send(IngestClient client, ExecutorService senders, long from, long count) {
        long start = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long number = from + i;
            long at = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            senders.execute(() -> send(client, number, at));
        }
        return count;
    }

    private void send(IngestClient client, long number, long at) {
        String id = run + "-" + number;
        if (completesAnAlert(number)) {
            due.put(id, at);
        }
        try {
            if (client.send(Json.bytes(event(number)), id).accepted() != 1) {
                failures.incrementAndGet();
            }
        } catch (IOException _) {
            failures.incrementAndGet();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean completesAnAlert(long number) {
        long place = number % CYCLE;
        return place == 0 || place == CYCLE - 1;
    }

    /** In a cycle: one cleared log, five failed logins from one new address, the rest is quiet. */
    private ObjectNode event(long number) {
        Instant now = Instant.now();
        long place = number % CYCLE;
        if (place == 0) {
            return Traffic.logCleared(now, number);
        }
        if (place % 10 == 9) {
            return Traffic.failedLogin(
                    now, "2001:db8::" + runGroups + ":" + Long.toHexString(number / CYCLE));
        }
        return Traffic.quiet(now, number);
    }

    private void arrived(AlertStream.Message message) {
        long now = System.nanoTime();
        if (!message.type().equals("alert")) {
            return;
        }
        JsonNode alert = message.data().path("tocsin").path("alert");
        String id = message.data().path("event").path("id").asText();
        JsonNode evidence = alert.path("evidence");
        String last = evidence.path(evidence.size() - 1).path("id").asText();
        Long at = due.remove(last);
        if (at != null && seen.put(id, last) == null && measuring) {
            synchronized (histogram) {
                histogram.recordValue(now - at);
            }
        }
    }

    private void awaitAlerts(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (!due.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    private int report(long sent) {
        ObjectNode result = Json.object();
        result.put("p50_ms", millis(histogram.getValueAtPercentile(50)));
        result.put("p99_ms", millis(histogram.getValueAtPercentile(99)));
        result.put("max_ms", millis(histogram.getMaxValue()));
        result.put("events", sent);
        result.put("alerts", histogram.getTotalCount());
        System.out.println(
                json
                        ? result.toString()
                        : "p50 %s ms, p99 %s ms, max %s ms; %d events, %d alerts"
                                .formatted(
                                        result.get("p50_ms"),
                                        result.get("p99_ms"),
                                        result.get("max_ms"),
                                        sent,
                                        histogram.getTotalCount()));
        if (failures.get() > 0 || !due.isEmpty()) {
            System.err.printf(
                    "Expected every event to be accepted and every alert to arrive, but %d requests failed and %d alerts did not come%n",
                    failures.get(), due.size());
            return Exit.FAILED;
        }
        return Exit.DONE;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 10_000.0) / 100.0;
    }
}
