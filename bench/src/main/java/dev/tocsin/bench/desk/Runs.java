package dev.tocsin.bench.desk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tocsin.json.Json;
import java.util.List;

/** The results of several runs. */
final class Runs {
    private Runs() {}

    /** The middle one; of an even number, the upper of the two. */
    static double median(List<Double> results) {
        return rounded(results.stream().sorted().toList().get(results.size() / 2));
    }

    static ArrayNode json(List<Double> results) {
        ArrayNode json = Json.MAPPER.createArrayNode();
        results.forEach(result -> json.add(rounded(result)));
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
