package dev.tocsin.topology.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.rules.compile.Compilation;
import dev.tocsin.rules.pipeline.compile.PipelineCompilation;
import dev.tocsin.rules.source.Problem;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.rules.source.Severity;
import dev.tocsin.topic.Topics;
import dev.tocsin.topology.enrich.EntityLists;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the records of the rules and lists topics say, kept until the next one. Not thread-safe. */
final class RuleRecords {
    private final FileVersions<Compilation> rules = FileVersions.ofRules();
    private final FileVersions<PipelineCompilation> pipelines = FileVersions.ofPipelines();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, JsonNode> entities = new HashMap<>();

    FileVersions<Compilation> rules() {
        return rules;
    }

    FileVersions<PipelineCompilation> pipelines() {
        return pipelines;
    }

    /** A copy of the lists as they are now. */
    Map<String, List<String>> lists() {
        return Map.copyOf(lists);
    }

    /** What the lists as they are now say of entities. */
    EntityLists entities() {
        return EntityLists.of(entities);
    }

    /** A record of the rules topic, of a rule or a pipeline file; null bytes remove the file. */
    void rule(String path, byte @Nullable [] value) {
        FileVersions<?> files = isPipeline(path) ? pipelines : rules;
        if (value == null) {
            files.remove(path);
            return;
        }
        JsonNode text = read(value).get("text");
        if (text == null || !text.isTextual()) {
            files.putUnreadable(problem(path));
        } else {
            files.put(new RuleFile(path, text.textValue()));
        }
    }

    /** Whether a key is that of a pipeline file, and not of a rule file. */
    static boolean isPipeline(String path) {
        return path.startsWith(Topics.PIPELINE_PATHS);
    }

    /** A record of the lists topic; null bytes remove the list. */
    void list(String name, byte @Nullable [] value) {
        entities.remove(name);
        if (value == null) {
            lists.remove(name);
            return;
        }
        JsonNode document = read(value);
        List<String> values = new ArrayList<>();
        document.path("values").forEach(item -> values.add(item.asText()));
        lists.put(name, List.copyOf(values));
        if (document.has(EntityLists.KIND)) {
            entities.put(name, document);
        }
    }

    private static JsonNode read(byte[] value) {
        try {
            return Json.parse(value);
        } catch (IOException _) {
            return Json.object();
        }
    }

    private static Problem problem(String path) {
        return new Problem(
                Severity.ERROR,
                path,
                1,
                1,
                1,
                "Expected a record with the text of a file, but it has none",
                "publish the file with ./tocsin rules publish");
    }
}
