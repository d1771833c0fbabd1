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
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of sources in the documentation says what there is. */
class SourcesTableTest {
    /** What a row says of a normalizer. */
    record Row(String place, String logSource) {}

    private static final Path TABLE = Path.of("../docs/sources.md");
    private static final Path SAMPLES = Path.of("src/test/resources/normalize");
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| .* \\| (.*) \\| (.*) \\|");
    private static final Pattern PRODUCT = Pattern.compile("([a-z0-9]+), ");
    private static final Pattern NAMESPACE = Pattern.compile("`([a-z0-9_]+)");

    @Test
    void theTableHasEveryNormalizer() throws IOException {
        assertThat(rows().keySet()).isEqualTo(EventNormalizer.shapes());
    }

    @Test
    void everySampleComesToTheLogSourceThatTheTableSays() throws IOException {
        Map<String, Set<String>> found = samples(SourcesTableTest::product);
        rows().forEach(
                        (normalizer, row) -> {
                            Matcher product = PRODUCT.matcher(row.logSource());
                            if (product.lookingAt()) {
                                assertThat(found.get(normalizer))
                                        .as(normalizer)
                                        .containsExactly(product.group(1));
                            }
                        });
    }

    @Test
    void everyNormalizerHasSamplesThatStandWhereTheTableSays() throws IOException {
        Map<String, Set<String>> found = samples(SourcesTableTest::names);
        rows().forEach(
                        (normalizer, row) -> {
                            assertThat(found).as("golden samples").containsKey(normalizer);
                            Matcher namespace = NAMESPACE.matcher(row.place());
                            if (namespace.find()) {
                                assertThat(found.get(normalizer))
                                        .as(normalizer)
                                        .contains(namespace.group(1));
                            }
                        });
    }

    /** Each normalizer, with what its row says. */
    private static Map<String, Row> rows() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), new Row(row.group(2), row.group(3)));
            }
        }
        return rows;
    }

    private static Set<String> product(JsonNode event) {
        return Set.of(event.path("tocsin").path("logsource").path("product").asText());
    }

    private static Set<String> names(JsonNode event) {
        Set<String> names = new LinkedHashSet<>();
        event.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** What the golden samples of each normalizer say. */
    private static Map<String, Set<String>> samples(Function<JsonNode, Set<String>> saying)
            throws IOException {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(SAMPLES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".ecs.json")).toList()) {
                JsonNode event = Json.parse(Files.readAllBytes(file));
                found.computeIfAbsent(
                                event.path("tocsin").path("pipeline").path(0).asText(),
                                _ -> new LinkedHashSet<>())
                        .addAll(saying.apply(event));
            }
        }
        return found;
    }
}
