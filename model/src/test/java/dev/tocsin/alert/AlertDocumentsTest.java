package dev.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertDocumentsTest {
    private static final AlertRule LOUD =
            rule(
                    "loud",
                    "Says \"much\" \u00e9\ud83d\ude00",
                    List.of("attack.t1110", "attack.execution"));
    private static final AlertRule QUIET = rule("quiet", "", List.of());

    private final AlertDocuments documents = new AlertDocuments();

    @Test
    void writesTheSameBytesAsOneAlertAlone() {
        for (int round = 0; round < 2; round++) {
            for (AlertRule rule : List.of(LOUD, QUIET)) {
                for (String revision : List.of("r1", "r1", "r2")) {
                    Alert alert = alert(rule, revision, Map.of("user.name", List.of("a", "b")));

                    assertThat(text(documents, alert)).isEqualTo(alone(alert));
                }
            }
        }
    }

    @Test
    void aContextThatSpeaksOfARuleStandsInThatAlertOnly() {
        Alert speaking = alert(LOUD, "r1", Map.of("rule.name", List.of("theirs")));
        Alert plain = alert(LOUD, "r1", Map.of());

        assertThat(text(documents, speaking)).isEqualTo(alone(speaking)).contains("theirs");
        assertThat(text(documents, plain)).isEqualTo(alone(plain)).doesNotContain("theirs");
    }

    private static String text(AlertDocuments documents, Alert alert) {
        return new String(Json.bytes(documents.write(alert)), StandardCharsets.UTF_8);
    }

    private static String alone(Alert alert) {
        return new String(Json.bytes(AlertJson.write(alert)), StandardCharsets.UTF_8);
    }

    private static AlertRule rule(String id, String description, List<String> tags) {
        return new AlertRule(
                id, "rule", "Title", description, Level.HIGH, tags, List.of("x"), List.of(), "");
    }

    private static Alert alert(AlertRule rule, String revision, Map<String, List<String>> context) {
        EventRef ref = new EventRef("e1", 1_700_000_000_123L, "t", 1, 42);
        return new Alert(
                "0123",
                1,
                AlertState.FINAL,
                rule,
                Map.of(),
                ref.timeMs(),
                1_700_000_001_000L,
                1,
                1,
                null,
                0,
                1,
                List.of(ref),
                List.of(),
                context,
                false,
                0,
                null,
                revision);
    }
}
