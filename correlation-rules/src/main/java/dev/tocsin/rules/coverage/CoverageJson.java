package dev.tocsin.rules.coverage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;

/** The wire form of a {@link Coverage}. */
public final class CoverageJson {
    private CoverageJson() {}

    /**
     * {@code {"rules","log_sources","fields","uses":{"mapped","namespace","own-name"},
     * "sources":[…]}}; each source has its dimensions, its rules, its namespaces and its fields
     * with their places.
     */
    public static ObjectNode write(Coverage coverage) {
        ObjectNode root = summary(coverage);
        ArrayNode sources = root.putArray("sources");
        coverage.sources().forEach(source -> write(source, sources.addObject()));
        return root;
    }

    /** The counts alone. */
    public static ObjectNode summary(Coverage coverage) {
        ObjectNode root =
                Json.object()
                        .put("rules", coverage.rules())
                        .put("log_sources", coverage.sources().size())
                        .put("fields", coverage.fields());
        ObjectNode uses = root.putObject("uses");
        for (Found found : Found.values()) {
            uses.put(found.text(), coverage.uses(found));
        }
        return root;
    }

    private static void write(SourceCoverage source, ObjectNode json) {
        json.put("product", source.source().product());
        json.put("category", source.source().category());
        json.put("service", source.source().service());
        source.source().custom().forEach(json::put);
        json.put("rules", source.rules());
        source.namespaces().forEach(json.putArray("namespaces")::add);
        ArrayNode fields = json.putArray("fields");
        for (FieldCoverage field : source.fields()) {
            ObjectNode one = fields.addObject();
            one.put("name", field.name());
            one.put("rules", field.rules());
            one.put("found", field.found().text());
            field.places().forEach(one.putArray("places")::add);
        }
    }
}
