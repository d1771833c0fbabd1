package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bench.Processor;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Callers change the triage at once, each its own alert, with the ETag of the answer before. */
final class PatchCase {
    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private PatchCase() {}

    static ObjectNode measure(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        load.requireAnAlertForEachClient();
        warmUp(stand, load);
        List<Double> rates = new ArrayList<>();
        List<Double> costs = new ArrayList<>();
        for (int i = 0; i < load.runs(); i++) {
            long before = Processor.nanos();
            rates.add(run(stand, load));
            costs.add((Processor.nanos() - before) / NANOS_A_MILLI / load.changes());
        }
        ObjectNode result = Json.object();
        result.put("case", "patch");
        result.put("alerts", load.alerts());
        result.put("clients", load.clients());
        result.put("requests", load.requests());
        result.put("per_second", Runs.median(rates));
        result.set("runs_per_second", Runs.json(rates));
        result.put("processor_ms_per_request", Runs.median(costs));
        return result;
    }

    /** A desk runs for days: while its code is new, the compiler has most of one of two cores. */
    private static void warmUp(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(load.warmup());
        do {
            run(stand, load);
        } while (System.nanoTime() < until);
    }

    private static double run(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        int each = load.requests() / load.clients();
        List<Future<?>> callers = new ArrayList<>();
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(load.clients())) {
            for (int i = 0; i < load.clients(); i++) {
                String path = "/api/v1/alerts/" + StoredAlerts.id(i);
                callers.add(
                        threads.submit(
                                () -> {
                                    change(stand, path, each);
                                    return path;
                                }));
            }
        }
        double seconds = (System.nanoTime() - began) / NANOS_A_SECOND;
        for (Future<?> caller : callers) {
            requireDone(caller);
        }
        return load.changes() / seconds;
    }

    private static void change(DeskStand stand, String path, int times)
            throws IOException, InterruptedException {
        String etag = etag(stand.get(path));
        for (int i = 0; i < times; i++) {
            // Never what it was: a change that changes nothing is not written.
            String body = "{\"assignee\":\"analyst-%d\"}".formatted(System.nanoTime());
            etag = etag(stand.patch(path, etag, body));
        }
    }

    private static String etag(HttpResponse<byte[]> answer) throws IOException {
        DeskStand.require(200, answer);
        return answer.headers()
                .firstValue("ETag")
                .orElseThrow(() -> new IOException("Expected an ETag, but found none"));
    }

    private static void requireDone(Future<?> caller) throws IOException, InterruptedException {
        try {
            caller.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }
}
