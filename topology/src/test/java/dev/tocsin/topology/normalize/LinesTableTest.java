package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/lines.md} has a row for every step that reads lines, and no other. */
class LinesTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ");
    private static final Instant RECEIVED_AT = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void everyStepThatASampleLineTakesHasARow() throws IOException {
        String text = Files.readString(Path.of("../docs/lines.md"));
        Set<String> rows = new TreeSet<>();
        Matcher row = ROW.matcher(text);
        while (row.find()) {
            rows.add(row.group(1));
        }
        assertThat(rows).isEqualTo(steps());
    }

    private static Set<String> steps() throws IOException {
        Set<String> steps = new TreeSet<>();
        for (String kind : LineSamples.kinds()) {
            for (String sample : LineSamples.of(kind)) {
                JsonNode event =
                        new EventNormalizer()
                                .normalize(
                                        LineSamples.sent(sample),
                                        IngestInfo.of(RECEIVED_AT, "raw-0-1"))
                                .event();
                JsonNode pipeline = event.at("/tocsin/pipeline");
                for (int i = 1; i < pipeline.size(); i++) {
                    steps.add(pipeline.get(i).asText());
                }
            }
        }
        return steps;
    }
}
