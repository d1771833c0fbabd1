package dev.tocsin.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tocsin.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTokenTest {
    private static final Instant END = Instant.parse("2030-01-01T00:00:00Z");
    private static final IngestToken TOKEN =
            new IngestToken(
                    "t1", TokenHash.of("secret"), "web", "nginx", Set.of("http", "bulk"), END);

    /** The form on the topic: bridges of another version read it. */
    private static final String GOLDEN =
            "{\"id\":\"t1\",\"hash\":\"2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b\","
                    + "\"source\":\"web\",\"pipeline\":\"nginx\",\"protocols\":[\"bulk\",\"http\"],"
                    + "\"expires_at\":\"2030-01-01T00:00:00Z\"}";

    @Test
    void isWrittenAndReadAsTheTopicHasIt() throws IOException {
        assertThat(new String(Json.bytes(TOKEN.toJson()), UTF_8)).isEqualTo(GOLDEN);
        assertThat(IngestToken.read(GOLDEN.getBytes(UTF_8))).isEqualTo(TOKEN);
    }

    @Test
    void readsWhatHasNoLimitsAndIgnoresWhatItDoesNotKnow() throws IOException {
        IngestToken token =
                IngestToken.read(
                        "{\"id\":\"a\",\"hash\":\"b\",\"source\":\"c\",\"new\":1}".getBytes(UTF_8));

        assertThat(token).isEqualTo(new IngestToken("a", "b", "c", null, Set.of(), null));
        assertThat(token.allows("anything")).isTrue();
        assertThat(token.isExpired(Instant.MAX)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"id\":\"a\",\"hash\":\"b\"}",
                "{\"id\":\"a\",\"hash\":\"b\",\"source\":\"c\",\"expires_at\":\"soon\"}"
            })
    void refusesWhatIsNoToken(String value) {
        assertThatIOException().isThrownBy(() -> IngestToken.read(value.getBytes(UTF_8)));
    }

    @Test
    void isGoodForItsProtocolsUntilItEnds() {
        assertThat(TOKEN.allows("bulk")).isTrue();
        assertThat(TOKEN.allows("amqp")).isFalse();
        assertThat(TOKEN.isExpired(END.minusMillis(1))).isFalse();
        assertThat(TOKEN.isExpired(END)).isTrue();
    }
}
