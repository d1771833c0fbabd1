package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts of records by action, actor, asset and attribute. A record counts once for each name. */
final class VerisPivots {
    private VerisPivots() {}

    static void count(JsonNode record, Map<String, Map<String, Integer>> counts) {
        for (String pivot : new String[] {"action", "actor", "attribute"}) {
            TreeSet<String> names = new TreeSet<>();
            for (var kind : record.path(pivot).properties()) {
                names.add(kind.getKey());
                for (JsonNode variety : kind.getValue().path("variety")) {
                    names.add(kind.getKey() + "." + variety.asText());
                }
            }
            add(pivot, names, counts);
        }
        TreeSet<String> assets = new TreeSet<>();
        for (JsonNode asset : record.path("asset").path("assets")) {
            assets.add(asset.path("variety").asText());
        }
        add("asset", assets, counts);
    }

    static ObjectNode toJson(int records, Map<String, Map<String, Integer>> counts) {
        ObjectNode json = Json.object().put("records", records);
        for (String pivot : new String[] {"action", "actor", "asset", "attribute"}) {
            ObjectNode names = json.putObject(pivot);
            counts.getOrDefault(pivot, new TreeMap<>())
                    .forEach((name, count) -> names.put(Texts.whole(name), count));
        }
        return json;
    }

    private static void add(
            String pivot, Set<String> names, Map<String, Map<String, Integer>> counts) {
        Map<String, Integer> of = counts.computeIfAbsent(pivot, _ -> new TreeMap<>());
        names.forEach(name -> of.merge(name, 1, Integer::sum));
    }
}
