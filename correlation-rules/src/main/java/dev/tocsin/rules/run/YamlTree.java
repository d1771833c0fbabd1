package dev.tocsin.rules.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.source.RuleFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** YAML (1.2, core schema) as JSON trees, where positions do not matter. */
public final class YamlTree {
    private YamlTree() {}

    /** The one document of a file. */
    public static JsonNode read(RuleFile file) {
        List<JsonNode> documents = readAll(file);
        if (documents.size() != 1) {
            throw new IllegalArgumentException(
                    "Expected one YAML document, but found " + documents.size());
        }
        return documents.getFirst();
    }

    /**
     * All documents of a file.
     *
     * @throws IllegalArgumentException when it is not YAML
     */
    public static List<JsonNode> readAll(RuleFile file) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.path()).build();
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (@Nullable Object document : new Load(settings).loadAllFromString(file.text())) {
                documents.add(Json.MAPPER.valueToTree(document));
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("Expected YAML, but found: " + e.getMessage(), e);
        }
        return documents;
    }
}
