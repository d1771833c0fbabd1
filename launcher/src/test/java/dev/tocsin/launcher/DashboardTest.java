package dev.tocsin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard asks for metrics that there are. */
class DashboardTest {
    private static final Path DASHBOARD = Path.of("../k8s/dashboards/correlation.json");
    private static final Pattern ASKED = Pattern.compile("tocsin_topology_[a-z_]+");
    private static final Pattern GIVEN = Pattern.compile("# TYPE (\\S+) (\\S+)");

    @Test
    void namesOnlyMetricsOfTheTopology() throws IOException {
        Set<String> asked = new TreeSet<>();
        for (JsonNode expression : dashboard().findValues("expr")) {
            ASKED.matcher(expression.textValue())
                    .results()
                    .forEach(metric -> asked.add(metric.group()));
        }
        assertThat(asked).hasSizeGreaterThan(20).isSubsetOf(given());
    }

    private static JsonNode dashboard() throws IOException {
        return Json.parse(Files.readAllBytes(DASHBOARD));
    }

    private static Set<String> given() {
        return GIVEN.matcher(new TopologyMetrics().prometheus())
                .results()
                .map(DashboardTest::series)
                .collect(Collectors.toSet());
    }

    private static String series(MatchResult type) {
        return type.group(2).equals("histogram") ? type.group(1) + "_bucket" : type.group(1);
    }
}
