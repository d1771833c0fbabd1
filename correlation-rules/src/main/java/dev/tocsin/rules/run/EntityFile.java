package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lists of kinds from a file, as they would be published: YAML or JSON, a map of names to {@code
 * {kind: watch, values: […]}} or {@code {kind: assets, entries: {…}}}.
 */
public final class EntityFile {
    private static final Set<String> OF_VALUES = Set.of("watch", "block", "placeholders");
    private static final Set<String> OF_ENTRIES = Set.of("assets", "identities");

    private EntityFile() {}

    /**
     * The documents of a file by the names of their lists.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it is something else
     */
    public static Map<String, JsonNode> read(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        JsonNode root = YamlTree.read(new RuleFile(file.toString(), text));
        if (!root.isObject()) {
            throw wrong("a map of names to lists", file, "", root);
        }
        Map<String, JsonNode> lists = new HashMap<>();
        root.forEachEntry((name, list) -> lists.put(name, checked(file, name, list)));
        return lists;
    }

    private static JsonNode checked(Path file, String name, JsonNode list) {
        String kind = list.path("kind").asText();
        if (OF_VALUES.contains(kind)) {
            if (!list.path("values").isArray()) {
                throw wrong("'values', a list,", file, name, list);
            }
        } else if (OF_ENTRIES.contains(kind)) {
            if (!list.path("entries").isObject()) {
                throw wrong("'entries', a map of names to facts,", file, name, list);
            }
        } else {
            throw wrong("the kind assets, identities or watch", file, name, list);
        }
        return list;
    }

    private static IllegalArgumentException wrong(
            String expected, Path file, String list, JsonNode found) {
        String where = list.isEmpty() ? "" : "'" + list + "' of ";
        return new IllegalArgumentException(
                "Expected " + expected + " in " + where + file + ", but found " + found);
    }
}
