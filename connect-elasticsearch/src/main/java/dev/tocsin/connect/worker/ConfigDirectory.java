package dev.tocsin.connect.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The folder {@code connect-config}: connector configurations, templates and retention, one JSON
 * file each.
 *
 * @param dir the folder
 */
public record ConfigDirectory(Path dir) {

    /** Connector configurations by connector name, from {@code connectors/}. */
    public SequencedMap<String, Map<String, String>> connectors() throws IOException {
        SequencedMap<String, Map<String, String>> connectors = new LinkedHashMap<>();
        for (Path file : files("connectors")) {
            Map<String, String> config = new LinkedHashMap<>();
            read(file)
                    .properties()
                    .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
            String name = config.get("name");
            if (name == null) {
                throw new IOException(
                        "Expected a connector with a \"name\" in " + file + ", but it has none");
            }
            connectors.put(name, config);
        }
        if (connectors.isEmpty()) {
            throw new IOException(
                    "Expected connector configurations in "
                            + dir.resolve("connectors")
                            + ", but found none: set TOCSIN_CONNECT_CONFIG to the folder"
                            + " connect-config");
        }
        return connectors;
    }

    /** Component templates by name, from {@code component-templates/}. */
    public SequencedMap<String, JsonNode> componentTemplates() throws IOException {
        return documents("component-templates");
    }

    /** Index templates by name, from {@code index-templates/}. */
    public SequencedMap<String, JsonNode> indexTemplates() throws IOException {
        return documents("index-templates");
    }

    /** How many days indices are kept, by the start of their names, from the retention file. */
    public Map<String, Integer> retentionDays() throws IOException {
        Path file = dir.resolve("retention.json");
        Map<String, Integer> days = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (Map.Entry<String, JsonNode> entry : read(file).path("days").properties()) {
                int value = entry.getValue().asInt();
                if (value < 1 || !entry.getValue().isInt()) {
                    throw new IOException(
                            "Expected days from 1 for "
                                    + entry.getKey()
                                    + " in "
                                    + file
                                    + ", but found "
                                    + entry.getValue());
                }
                days.put(entry.getKey(), value);
            }
        }
        return days;
    }

    private SequencedMap<String, JsonNode> documents(String folder) throws IOException {
        SequencedMap<String, JsonNode> documents = new LinkedHashMap<>();
        for (Path file : files(folder)) {
            documents.put(file.getFileName().toString().replaceFirst("\\.json$", ""), read(file));
        }
        return documents;
    }

    private List<Path> files(String folder) throws IOException {
        Path path = dir.resolve(folder);
        if (!Files.isDirectory(path)) {
            throw new IOException(
                    "Expected the folder "
                            + path
                            + ", but it is not there: set TOCSIN_CONNECT_CONFIG to the folder"
                            + " connect-config");
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            return Json.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IOException("Expected JSON in " + file + ", but found " + e.getMessage(), e);
        }
    }
}
