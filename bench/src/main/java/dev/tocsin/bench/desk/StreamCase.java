package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Alerts go to their topic at a fixed rate, whatever the desk does; each is measured at every
 * reader of the stream, from the moment at which it was due. One that a reader does not get, or
 * gets twice, makes the command fail.
 */
final class StreamCase {
    private static final double NANOS_A_MILLI = 1e6;
    private static final long LAST_MS = 30_000;
    private static final long LOOK_MS = 5;

    /** No number of an alert that is stored before. */
    private static final int FIRST = 10_000_000;

    private StreamCase() {}

    static ObjectNode measure(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        int each = load.rate() * load.seconds();
        run(stand, load, FIRST);
        List<Histogram> runs = new ArrayList<>();
        for (int i = 1; i <= load.runs(); i++) {
            runs.add(run(stand, load, FIRST + i * each));
        }
        return result(load, runs);
    }

    private static ObjectNode result(DeskLoad load, List<Histogram> runs) {
        ObjectNode result = Json.object();
        result.put("case", "stream");
        result.put("alerts", load.alerts());
        result.put("rate", load.rate());
        result.put("seconds", load.seconds());
        result.put("clients", load.clients());
        result.put("p50_ms", Runs.median(millis(runs, 50)));
        result.put("p99_ms", Runs.median(millis(runs, 99)));
        result.put("max_ms", Runs.median(millis(runs, 100)));
        result.set("runs_p99_ms", Runs.json(millis(runs, 99)));
        result.put("told", runs.stream().mapToLong(Histogram::getTotalCount).sum());
        result.put("lost", 0);
        return result;
    }

    private static List<Double> millis(List<Histogram> runs, double percentile) {
        return runs.stream()
                .map(run -> run.getValueAtPercentile(percentile) / NANOS_A_MILLI)
                .toList();
    }

    private static Histogram run(DeskStand stand, DeskLoad load, int first)
            throws IOException, InterruptedException {
        Due due = new Due(first, load.rate() * load.seconds());
        List<StreamReader> readers = new ArrayList<>();
        try (AlertSender sender = stand.sender()) {
            for (int i = 0; i < load.clients(); i++) {
                readers.add(new StreamReader(stand, due));
            }
            send(sender, due, load.rate());
            awaitAll(readers);
        } finally {
            for (StreamReader reader : readers) {
                reader.close();
            }
        }
        Histogram all = StreamReader.histogram();
        for (StreamReader reader : readers) {
            all.add(reader.times());
        }
        return all;
    }

    private static void send(AlertSender sender, Due due, int rate) {
        long begin = System.nanoTime();
        for (int i = 0; i < due.count(); i++) {
            long at = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            due.set(i, at);
            sender.send(StoredAlerts.alert(due.first() + i));
        }
    }

    private static void awaitAll(List<StreamReader> readers)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_MS);
        for (StreamReader reader : readers) {
            while (reader.missing() > 0 && System.nanoTime() < until) {
                Thread.sleep(LOOK_MS);
            }
        }
        for (StreamReader reader : readers) {
            reader.requireEachOnce();
        }
    }
}
