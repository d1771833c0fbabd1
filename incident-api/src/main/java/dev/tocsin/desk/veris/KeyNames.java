package dev.tocsin.desk.veris;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.http.Csv;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record as key names with values: {@code action.hacking.variety.SQLi} is {@code TRUE} for a
 * value in an array; a scalar stands at its path; an object in an array with a variety stands at
 * the variety's key name with its amount.
 */
final class KeyNames {
    private KeyNames() {}

    static Map<String, String> of(JsonNode record) {
        Map<String, String> found = new TreeMap<>();
        add("", record, found);
        return found;
    }

    private static void add(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            for (var member : node.properties()) {
                add(
                        path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
                        member.getValue(),
                        into);
            }
        } else if (node.isArray()) {
            for (JsonNode item : node) {
                item(path, item, into);
            }
        } else if (!node.isNull()) {
            into.put(path, node.isTextual() ? Csv.defused(node.textValue()) : node.asText());
        }
    }

    private static void item(String path, JsonNode item, Map<String, String> into) {
        JsonNode variety = item.get("variety");
        if (!item.isContainerNode()) {
            into.put(path + "." + item.asText(), "TRUE");
        } else if (variety != null && variety.isTextual()) {
            String key = path + ".variety." + variety.asText();
            into.put(key, "TRUE");
            if (item.path("amount").isNumber()) {
                into.put(path + ".amount." + variety.asText(), item.path("amount").asText());
            }
        } else {
            add(path, item, into);
        }
    }
}
