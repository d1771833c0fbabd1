package dev.tocsin.desk.alert;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRevisionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "7",
                "[]",
                "{}",
                "{\"tocsin\":{\"alert\":{\"evidence\":[{\"id\":\"e\",\"timestamp\":\"yesterday\"}]}}}"
            })
    void refusesWhatIsNoAlert(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertRevision.read(value.getBytes(StandardCharsets.UTF_8), 1_000))
                .withMessageStartingWith("Expected");
    }
}
