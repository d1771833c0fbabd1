package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts of records by each pivot, and by two of them against each other. A record counts once for
 * each name. What a record names is up to who wrote it, so only the most frequent names are told.
 */
final class VerisPivots {
    /** The most names that are told of one pivot. */
    static final int MAX_NAMES = 1_000;

    /** The most rows of a table, and columns of a row. */
    static final int MAX_CELLS = 200;

    private final @Nullable Crossing crossing;
    private final Map<Pivot, Map<String, Integer>> counts = new EnumMap<>(Pivot.class);
    private final Map<String, Map<String, Integer>> table = new HashMap<>();
    private int records;

    /** Two pivots against each other. */
    record Crossing(Pivot rows, Pivot columns) {}

    /**
     * @param crossing what is told as a table as well; null for nothing
     */
    VerisPivots(@Nullable Crossing crossing) {
        this.crossing = crossing;
        for (Pivot pivot : Pivot.values()) {
            counts.put(pivot, new HashMap<>());
        }
    }

    void add(JsonNode record) {
        records++;
        counts.forEach((pivot, of) -> count(pivot.names(record), of));
        if (crossing != null) {
            SortedSet<String> columns = crossing.columns().names(record);
            for (String row : crossing.rows().names(record)) {
                count(columns, table.computeIfAbsent(row, _ -> new HashMap<>()));
            }
        }
    }

    private static void count(SortedSet<String> names, Map<String, Integer> into) {
        names.forEach(name -> into.merge(name, 1, Integer::sum));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("records", records);
        counts.forEach((pivot, of) -> json.set(Texts.name(pivot), names(of, MAX_NAMES)));
        if (crossing != null) {
            ObjectNode told = json.putObject("table");
            told.put("rows", Texts.name(crossing.rows()));
            told.put("columns", Texts.name(crossing.columns()));
            ObjectNode rows = told.putObject("counts");
            Map<String, Integer> all = counts.getOrDefault(crossing.rows(), Map.of());
            for (String row : largest(all, MAX_CELLS)) {
                rows.set(Texts.whole(row), names(table.getOrDefault(row, Map.of()), MAX_CELLS));
            }
        }
        return json;
    }

    private static ObjectNode names(Map<String, Integer> counts, int most) {
        Map<String, Integer> sorted = new TreeMap<>();
        largest(counts, most).forEach(name -> sorted.put(name, counts.get(name)));
        ObjectNode json = Json.object();
        sorted.forEach((name, count) -> json.put(Texts.whole(name), count));
        return json;
    }

    private static List<String> largest(Map<String, Integer> counts, int most) {
        return counts.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                                .thenComparing(Map.Entry::getKey))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
