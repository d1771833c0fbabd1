package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of sources in the documentation says what there is. */
class SourcesTableTest {
    private static final Path TABLE = Path.of("../docs/sources.md");
    private static final Path SAMPLES = Path.of("src/test/resources/normalize");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| .* \\| (.*) \\| .* \\|");
    private static final Pattern NAMESPACE = Pattern.compile("`([a-z0-9_]+)");

    @Test
    void theTableHasEveryNormalizer() throws IOException {
        assertThat(rows().keySet()).isEqualTo(EventNormalizer.shapes());
    }

    @Test
    void everyNormalizerHasSamplesThatStandWhereTheTableSays() throws IOException {
        Map<String, Set<String>> found = namespacesOfSamples();
        rows().forEach(
                        (normalizer, place) -> {
                            assertThat(found).as("golden samples").containsKey(normalizer);
                            Matcher namespace = NAMESPACE.matcher(place);
                            if (namespace.find()) {
                                assertThat(found.get(normalizer))
                                        .as(normalizer)
                                        .contains(namespace.group(1));
                            }
                        });
    }

    /** Each normalizer, and the cell that says where its names stay. */
    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2));
            }
        }
        return rows;
    }

    private static Map<String, Set<String>> namespacesOfSamples() throws IOException {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ecs.json")).toList()) {
                JsonNode event = Json.parse(Files.readAllBytes(file));
                Set<String> names =
                        found.computeIfAbsent(
                                event.path("tocsin").path("pipeline").path(0).asText(),
                                _ -> new LinkedHashSet<>());
                event.fieldNames().forEachRemaining(names::add);
            }
        }
        return found;
    }
}
