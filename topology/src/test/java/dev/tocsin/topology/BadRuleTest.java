package dev.tocsin.topology;

import static dev.tocsin.topology.Sent.failedLogin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.RuleSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRuleTest {
    @TempDir private Path stateDir;

    @Test
    void aMatcherThatFailsCostsDetectionsButNoEvent() {
        try (SiemDriver siem = new SiemDriver(stateDir)) {
            siem.rules(
                    new RuleSet(
                            "bad",
                            List.of(),
                            List.of(),
                            (_, _) -> {
                                throw new IllegalStateException("a bug");
                            }));
            siem.send(failedLogin("alice")).send(failedLogin("bob"));
            assertThat(siem.events()).hasSize(2);
            assertThat(siem.ruleErrors()).containsEntry("(matcher)", 2L);
        }
    }
}
