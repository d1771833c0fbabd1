package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * VERIS records are imported as NDJSON, each with an incident of its own. Any that is refused, or
 * found to be there, makes the command fail.
 */
final class VerisCase {
    private static final double NANOS_A_SECOND = 1e9;
    private static final int WARM_UP = 500;
    private static final String IMPORT = "/api/v1/veris/import?strict=true";

    private VerisCase() {}

    static ObjectNode measure(DeskStand stand, DeskLoad load)
            throws IOException, InterruptedException {
        VerisRecords records = new VerisRecords();
        send(stand, records.lines(WARM_UP), WARM_UP, "created");
        List<Double> seconds = new ArrayList<>();
        List<Double> again = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < load.runs(); i++) {
            byte[] lines = records.lines(load.records());
            bytes = lines.length;
            seconds.add(send(stand, lines, load.records(), "created"));
            again.add(send(stand, lines, load.records(), "unchanged"));
        }
        ObjectNode result = Json.object();
        result.put("case", "veris");
        result.put("records", load.records());
        result.put("bytes", bytes);
        result.put("seconds", Runs.median(seconds));
        result.put("again_seconds", Runs.median(again));
        result.set("runs_seconds", Runs.json(seconds));
        return result;
    }

    private static double send(DeskStand stand, byte[] lines, int count, String outcome)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        HttpResponse<byte[]> answer = stand.post(IMPORT, "application/x-ndjson", lines);
        double seconds = (System.nanoTime() - began) / NANOS_A_SECOND;
        DeskStand.require(200, answer);
        int found = 0;
        for (JsonNode item : Json.parse(answer.body()).path("items")) {
            found += outcome.equals(item.path("outcome").asText()) ? 1 : 0;
        }
        if (found != count) {
            throw new IOException(
                    "Expected %d records to be %s, but found %d".formatted(count, outcome, found));
        }
        return seconds;
    }
}
