package dev.tocsin.desk.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.AlertState;
import dev.tocsin.alert.Level;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void isTheRuleAndTheGroupWhateverTheContext() {
        Map<String, String> group = Map.of("user.name", "ada", "host.name", "web1");
        Map<String, List<String>> here = Map.of("source.ip", List.of("192.0.2.1"));

        assertThat(of("rule", group, here)).isEqualTo(of("rule", group, Map.of())).isNotNull();
        assertThat(of("other", group, here)).isNotEqualTo(of("rule", group, here));
        assertThat(of("rule", Map.of("user.name", "eve"), here))
                .isNotEqualTo(of("rule", Map.of("user.name", "ada"), here));
    }

    @Test
    void neverTakesOneMachinesAlertOfAPlainRuleForAnothers() {
        assertThat(of("rule", Map.of(), Map.of("host.name", List.of("web1"))))
                .isEqualTo(of("rule", Map.of(), Map.of("host.name", List.of("web1"))))
                .isNotEqualTo(of("rule", Map.of(), Map.of("host.name", List.of("web2"))));
    }

    @Test
    void isNoneForAPlainRuleThatNamesNobody() {
        assertThat(of("rule", Map.of(), Map.of("event.code", List.of("7")))).isNull();
    }

    private static @Nullable String of(
            String rule, Map<String, String> group, Map<String, List<String>> context) {
        return Fingerprint.of(
                new Alert(
                        "id",
                        1,
                        AlertState.OPEN,
                        new AlertRule(
                                rule,
                                "rule",
                                "Title",
                                "",
                                Level.HIGH,
                                List.of(),
                                List.of(),
                                List.of(),
                                ""),
                        group,
                        0,
                        0,
                        1,
                        1,
                        null,
                        0,
                        1,
                        List.of(),
                        List.of(),
                        context,
                        false,
                        0,
                        null,
                        "r1"));
    }
}
