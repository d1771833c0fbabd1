package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One caller asks for pages of the list of alerts, one after the other. */
final class ListCase {
    private static final double NANOS_A_MILLI = 1e6;

    private ListCase() {}

    static ObjectNode measure(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        run(stand, load);
        List<Double> p50 = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        for (int i = 0; i < load.runs(); i++) {
            Histogram times = run(stand, load);
            p50.add(times.getValueAtPercentile(50) / NANOS_A_MILLI);
            p99.add(times.getValueAtPercentile(99) / NANOS_A_MILLI);
        }
        ObjectNode result = Json.object();
        result.put("case", "list");
        result.put("alerts", load.alerts());
        result.put("requests", load.requests());
        result.put("p50_ms", Runs.median(p50));
        result.put("p99_ms", Runs.median(p99));
        result.set("runs_p99_ms", Runs.json(p99));
        return result;
    }

    private static Histogram run(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(2), 3);
        for (int i = 0; i < load.requests(); i++) {
            String query = load.queries().get(i % load.queries().size());
            long began = System.nanoTime();
            HttpResponse<byte[]> answer = stand.get("/api/v1/alerts?" + query);
            times.recordValue(System.nanoTime() - began);
            require(answer, query);
        }
        return times;
    }

    /** An empty page is answered fast and measures nothing. */
    private static void require(HttpResponse<byte[]> answer, String query) throws IOException {
        DeskStand.require(200, answer);
        if (Json.parse(answer.body()).path("items").isEmpty()) {
            throw new IOException("Expected alerts for " + query + ", but found none");
        }
    }
}
