package dev.tocsin.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.client.AmqpSender;
import dev.tocsin.launcher.client.IngestClient;
import dev.tocsin.launcher.client.SearchClient;
import dev.tocsin.launcher.command.Running;
import dev.tocsin.launcher.letters.DeadLetterBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does it add up? Sends numbered events through both doors, one in a hundred of them malformed, and
 * counts what Elasticsearch has and what lies in the dead letters. Half goes by HTTP in requests of
 * 500 lines, half by AMQP, one event a message.
 */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Send numbered events through both doors, 1 %% malformed, and add up.")
public final class AccountCommand implements Callable<Integer> {
    private static final int BATCH = 500;
    private static final int MALFORMED_EVERY = 100;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Option(names = "--events", defaultValue = "100000", description = "How many (100000).")
    int events;

    @Option(names = "--json", description = "Print one line of JSON.")
    boolean json;

    private String run = "";

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, NotRunning {
        Settings settings = Settings.from(System.getenv());
        Running.require(settings);
        run = "account-" + Instant.now().getEpochSecond();
        long start = System.nanoTime();
        int half = events / 2;
        try (ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Void> http = doors.submit(() -> overHttp(settings, 0, half));
            Future<Void> amqp = doors.submit(() -> overAmqp(settings, half, events));
            http.get();
            amqp.get();
        }
        double sendSeconds = (System.nanoTime() - start) / 1e9;
        return report(settings, start, sendSeconds);
    }

    private Void overHttp(Settings settings, int from, int to)
            throws IOException, InterruptedException {
        IngestClient client = new IngestClient(settings.ingest());
        for (int at = from; at < to; at += BATCH) {
            StringBuilder lines = new StringBuilder();
            for (int i = at; i < Math.min(at + BATCH, to); i++) {
                lines.append(new String(body(i), StandardCharsets.UTF_8)).append('\n');
            }
            client.send(lines.toString().getBytes(StandardCharsets.UTF_8), run + "-http-" + at);
        }
        return null;
    }

    private Void overAmqp(Settings settings, int from, int to)
            throws IOException, InterruptedException {
        try (AmqpSender sender = new AmqpSender(settings.rabbit())) {
            for (int i = from; i < to; i++) {
                sender.send(body(i), run + "-amqp-" + i);
                if (i % BATCH == 0) {
                    sender.confirm();
                }
            }
            sender.confirm();
        }
        return null;
    }

    private byte[] body(int number) {
        Instant now = Instant.now();
        ObjectNode event = Traffic.quiet(now, number);
        event.put("run", run);
        byte[] whole = Json.bytes(event);
        if (number % MALFORMED_EVERY != 0) {
            return whole;
        }
        // The closing brace is missing: it ends where a document must not end.
        return Arrays.copyOf(whole, whole.length - 1);
    }

    private int report(Settings settings, long start, double sendSeconds)
            throws IOException, InterruptedException {
        int malformed = (events + MALFORMED_EVERY - 1) / MALFORMED_EVERY;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        SearchClient search = new SearchClient(settings);
        long indexed = 0;
        long before = -1;
        long unchangedSince = System.nanoTime();
        while (indexed < events - malformed
                && System.nanoTime() < deadline
                && System.nanoTime() - unchangedSince < Duration.ofSeconds(30).toNanos()) {
            Thread.sleep(500);
            before = indexed;
            indexed = search.events(run + "-");
            if (indexed != before) {
                unchangedSince = System.nanoTime();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long deadLettered = deadLetters(settings);
        ObjectNode result = Json.object();
        result.put("received", events);
        result.put("malformed", malformed);
        result.put("indexed", indexed);
        result.put("dead_lettered", deadLettered);
        result.put("difference", events - indexed - deadLettered);
        result.put("send_seconds", Math.round(sendSeconds * 10) / 10.0);
        result.put("seconds", Math.round(seconds * 10) / 10.0);
        System.out.println(json ? result.toString() : result.toPrettyString());
        boolean exact = indexed + deadLettered == events && deadLettered == malformed;
        return exact ? Exit.DONE : Exit.FAILED;
    }

    private long deadLetters(Settings settings) {
        return new DeadLetterBox(settings.kafkaAccess())
                .list().stream()
                        .filter(
                                filed ->
                                        new String(filed.letter().bytes(), StandardCharsets.UTF_8)
                                                .contains(run))
                        .count();
    }
}
