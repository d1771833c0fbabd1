package dev.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.rules.run.RuleDirectory;
import dev.tocsin.rules.run.RuleTester;
import dev.tocsin.rules.run.TestReport;
import dev.tocsin.topology.normalize.EventNormalizer;
import dev.tocsin.topology.normalize.IngestInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules that we ship, with their own tests, on events as senders send them. */
class ShippedRulesTest {
    private static final Path RULES = Path.of("../correlation-rules/rules");

    private final EventNormalizer normalizer = new EventNormalizer();

    @Test
    void everyRuleFiresAndStaysSilentAsItsTestsSay() throws IOException {
        TestReport report =
                RuleTester.test(RULES, RuleDirectory.lists(RULES)::get, this::normalize);
        assertThat(report.passed()).as(report.text()).isTrue();
    }

    private ObjectNode normalize(JsonNode sent, Instant receivedAt, String eventId) {
        return normalizer.normalize((ObjectNode) sent, IngestInfo.of(receivedAt, eventId)).event();
    }
}
