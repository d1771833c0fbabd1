package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import org.junit.jupiter.api.Test;

class ShownTest {
    @Test
    void printsWhatOthersWroteOnOneLineThatMovesNoCursor() {
        ObjectNode entry = Json.object().put("reason", "seen\u001b[2J\r\nin a scan");

        assertThat(Shown.text(entry, "reason")).isEqualTo("seen [2J  in a scan");
    }

    @Test
    void printsADashForWhatIsNotThere() {
        assertThat(Shown.text(Json.object().putNull("expires_at"), "expires_at")).isEqualTo("-");
        assertThat(Shown.text(Json.object(), "expires_at")).isEqualTo("-");
    }
}
