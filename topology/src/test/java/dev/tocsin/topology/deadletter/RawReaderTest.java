package dev.tocsin.topology.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.topology.deadletter.RawReader.Reading;
import dev.tocsin.topology.deadletter.RawReader.Sent;
import dev.tocsin.topology.deadletter.RawReader.Unreadable;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawReaderTest {
    @Test
    void anObjectIsAnEvent() {
        assertThat(read("{\"a\":1}")).isInstanceOf(Sent.class);
        assertThat(RawReader.read(null)).isInstanceOf(Unreadable.class);
    }

    @Test
    void whatElseThereIsHasAReason() {
        assertThat(reason("[1]")).isEqualTo("Expected one JSON object, but found array");
        assertThat(reason("{\"a\":1} {}")).startsWith("Expected one JSON object, but found: ");
        assertThat(reason("{\"a\":1,\"a\":2}")).contains("Duplicate");
    }

    @Test
    void thereIsRoomForTheLevelsThatNormalizingAdds() {
        int deepest = RawReader.MAX_DEPTH - 1;

        assertThat(read("{\"a\":" + "[".repeat(deepest) + "]".repeat(deepest) + "}"))
                .isInstanceOf(Sent.class);
        assertThat(reason("{\"a\":" + "[".repeat(deepest + 1) + "]".repeat(deepest + 1) + "}"))
                .contains("nesting depth (181)");
    }

    private static Reading read(String text) {
        return RawReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String reason(String text) {
        return read(text) instanceof Unreadable(String reason) ? reason : null;
    }
}
