package dev.tocsin.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSourceTest {
    @Test
    void whatIsPutIntoAnEventIsReadAgain() {
        ObjectNode event = Json.object();
        LogSource source = new LogSource("windows", null, "sysmon", Map.of("tenant", "north"));

        source.putInto(event);

        assertThat(LogSource.of(event)).isEqualTo(source);
        assertThat(event)
                .hasToString(
                        "{\"tocsin\":{\"logsource\":{\"product\":\"windows\",\"service\":\"sysmon\","
                                + "\"tenant\":\"north\"}}}");
    }

    @Test
    void definitionIsNoDimension() {
        ObjectNode event = Json.object();
        Json.set(event, LogSource.FIELD + ".definition", Json.MAPPER.valueToTree("any"));

        assertThat(LogSource.of(event).isEmpty()).isTrue();
    }

    @Test
    void eventWithoutLogSourceLeavesAllOpen() {
        assertThat(LogSource.of(Json.object())).isEqualTo(new LogSource(null, null, null));
    }
}
