package dev.tocsin.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.alert.Alert.AlertRule;
import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.alert.AlertDetails.Step;
import dev.tocsin.alert.RiskSum.Contributor;
import dev.tocsin.alert.RiskSum.Share;
import dev.tocsin.event.EventRef;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    private static final Alert ALERT =
            new Alert(
                    "0123",
                    2,
                    AlertState.OPEN,
                    new AlertRule(
                            "ssh-brute-force",
                            "event_count",
                            "SSH brute force",
                            "Many failures",
                            Level.HIGH,
                            List.of("attack.credential-access", "attack.t1110.001"),
                            List.of("A forgotten password"),
                            List.of(),
                            "Tocsin"),
                    Map.of("source.ip", "198.51.100.7"),
                    1_700_000_000_000L,
                    1_700_000_004_500L,
                    5,
                    7,
                    "gte 5",
                    60_000,
                    7,
                    List.of(new EventRef("e1", 1_700_000_000_000L, "tocsin.events.raw.v1", 1, 42)),
                    List.of(
                            new MatchedPredicate(
                                    "sel", "message", "contains", "Failed", "Failed x")),
                    Map.of("source.ip", List.of("198.51.100.7"), "user.name", List.of("a", "b")),
                    true,
                    0,
                    null,
                    new AlertDetails(
                            List.of(new Step(1, "failed", "e1"), new Step(2, "accepted", "e1")),
                            new RiskSum(
                                    86_400_000,
                                    List.of(new Share("failed", 1, 20.5)),
                                    List.of(
                                            new Contributor(
                                                    "a1", "failed", 1_700_000_000_000L, 20.5))),
                            List.of("block-address", "page"),
                            List.of("the value may be too low")),
                    "r1");

    @Test
    void readsBackWhatItWrote() throws IOException {
        byte[] wire = Json.bytes(AlertJson.write(ALERT));

        assertThat(AlertJson.read(Json.parse(wire))).isEqualTo(ALERT);
    }

    @Test
    void isAnEcsAlert() {
        ObjectNode json = AlertJson.write(ALERT);

        assertThat(Json.text(json, "event.kind")).isEqualTo("alert");
        assertThat(Json.text(json, "message"))
                .isEqualTo("SSH brute force (source.ip: 198.51.100.7)");
        assertThat(Json.at(json, "threat.technique.id")).hasToString("[\"T1110.001\"]");
        assertThat(Json.text(json, "event.end")).isEqualTo("2023-11-14T22:13:24.500Z");
    }

    @Test
    void marksTheSequenceInTheEvidence() {
        JsonNode evidence = AlertJson.write(ALERT).at("/tocsin/alert/evidence/0");

        assertThat(evidence.get("positions")).hasToString("[1,2]");
        assertThat(evidence.get("rules")).hasToString("[\"failed\",\"accepted\"]");
    }

    @Test
    void namesTheMissingField() {
        ObjectNode json = AlertJson.write(ALERT);
        json.withObject("/tocsin/alert").remove("state");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertJson.read(json))
                .withMessage("Expected an alert with the field state, but it is absent");
    }
}
