package dev.tocsin.bench.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NormalizeCommandTest {
    @Test
    void measuresBothCasesWhenNoneIsNamed() throws IOException {
        StringWriter out = new StringWriter();
        int code =
                new CommandLine(new NormalizeCommand())
                        .setOut(new PrintWriter(out))
                        .execute("--forks", "0", "--warmup", "0", "--seconds", "1", "--json");

        assertThat(code).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(figures(lines.getFirst()).get("case").asText()).isEqualTo("syslog");
        assertThat(figures(lines.getLast()).get("case").asText()).isEqualTo("windows");
    }

    private static JsonNode figures(String line) throws IOException {
        JsonNode figures = Json.parse(line.getBytes(StandardCharsets.UTF_8));
        for (String figure :
                List.of(
                        "events_per_second",
                        "events_per_cpu_second",
                        "alloc_bytes_per_event",
                        "bytes_out_per_event")) {
            assertThat(figures.get(figure).asLong()).as(figure).isPositive();
        }
        return figures;
    }
}
