package dev.tocsin.topology;

import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import dev.tocsin.topology.enrich.EntityLists;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules see what lists say of an event. */
class EnrichStoryTest {
    private static final String WATCHED =
            """
            title: Something of a watched address
            name: watched-address
            logsource: {product: linux}
            detection:
              selection: {tocsin.watch: scanners, host.asset.criticality: high}
              condition: selection
            level: high
            """;

    @TempDir private Path stateDir;
    private SiemDriver siem;

    @BeforeEach
    void start() {
        ObjectNode scanners = Json.object().put("kind", "watch");
        scanners.putArray("values").add("198.51.100.0/24");
        ObjectNode hosts = Json.object().put("kind", "assets");
        hosts.putObject("entries").putObject("web1").put("criticality", "high");
        siem = new SiemDriver(stateDir);
        siem.entities(
                        EntityLists.of(
                                Map.<String, JsonNode>of("scanners", scanners, "hosts", hosts)))
                .rules(WATCHED)
                .at("12:00:00");
    }

    @AfterEach
    void stop() {
        siem.close();
    }

    @Test
    void aRuleAsksForAListAndForTheWorthOfAHost() {
        siem.send(failedLogin("root", "198.51.100.7"));
        siem.send(failedLogin("root", "203.0.113.7"));

        assertThat(siem.alerts()).hasSize(1);
        assertThat(siem.events().getFirst().at("/tocsin/watch/0").asText()).isEqualTo("scanners");
        assertThat(siem.events().getFirst().at("/network/type").asText()).isEqualTo("ipv4");
    }
}
