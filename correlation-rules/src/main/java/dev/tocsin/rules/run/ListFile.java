package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists for placeholders from a file: YAML, or JSON, a map of names to lists of plain values. */
public final class ListFile {
    private ListFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is something else
     */
    public static Placeholders read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return read(new RuleFile(file.toString(), text))::get;
    }

    /** The lists of a file by name. */
    static Map<String, List<String>> read(RuleFile file) {
        return lists(file.path(), YamlTree.read(file));
    }

    /** The lists that stand in a map; {@code file} is for messages. */
    static Map<String, List<String>> lists(String file, JsonNode root) {
        if (!root.isObject()) {
            throw wrong(file, "a map of names to lists", root);
        }
        Map<String, List<String>> lists = new HashMap<>();
        for (Map.Entry<String, JsonNode> list : root.properties()) {
            lists.put(list.getKey(), values(file, list.getKey(), list.getValue()));
        }
        return lists;
    }

    private static List<String> values(String file, String name, JsonNode list) {
        if (!list.isArray()) {
            throw wrong(file, "a list of values for '" + name + "'", list);
        }
        List<String> values = new ArrayList<>();
        for (JsonNode value : list) {
            if (!value.isValueNode() || value.isNull()) {
                throw wrong(file, "plain values in '" + name + "'", value);
            }
            values.add(value.asText());
        }
        return values;
    }

    private static IllegalArgumentException wrong(String file, String expected, JsonNode found) {
        return new IllegalArgumentException(
                "Expected " + expected + " in " + file + ", but found " + found);
    }
}
