package dev.tocsin.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void aRequestHasTheLengthThatItsHeadSays() {
        for (Requests requests : List.of(Requests.BULK, Requests.SINGLE)) {
            String request = new String(requests.of(7), UTF_8);
            int end = request.indexOf("\r\n\r\n") + 4;
            assertThat(request)
                    .contains("Content-Length: " + request.substring(end).getBytes(UTF_8).length);
        }
    }

    @Test
    void anEventIsJsonAndFoundAgainByItsNumber() throws IOException {
        byte[] event = NumberedEvent.of(123_456);
        assertThat(event).hasSize(NumberedEvent.bytes());
        assertThat(Json.parse(event).path("number").asText()).isEqualTo("000000123456");
        assertThat(NumberedEvent.numberOf(event)).isEqualTo(123_456);
    }

    @Test
    void everyOtherLineOfABulkRequestIsAnEvent() {
        String request = new String(Requests.BULK.of(1_000), UTF_8);
        List<String> lines = request.substring(request.indexOf("\r\n\r\n") + 4).lines().toList();
        assertThat(lines).hasSize(1_000);
        assertThat(NumberedEvent.numberOf(lines.get(1).getBytes(UTF_8))).isEqualTo(1_000);
        assertThat(NumberedEvent.numberOf(lines.getLast().getBytes(UTF_8))).isEqualTo(1_499);
    }

    @Test
    void anAnswerWithErrorsCountsItemByItem() throws IOException {
        String body =
                """
                {"took":1,"errors":true,"items":[{"create":{"status":201}},
                {"create":{"status":429}},{"create":{"status":201}}]}""";
        assertThat(Requests.BULK.acknowledged(answer(200, body)).stream()).containsExactly(0, 2);
    }

    @Test
    void aRefusalForNowAcknowledgesNothing() throws IOException {
        assertThat(Requests.SINGLE.acknowledged(answer(429, "")).isEmpty()).isTrue();
        assertThat(Requests.SINGLE.acknowledged(answer(200, "{}")).cardinality()).isOne();
    }

    @Test
    void anyOtherAnswerEndsTheMeasurement() {
        assertThatThrownBy(() -> Requests.BULK.acknowledged(answer(404, "no such path")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("but found 404: no such path");
    }

    private static HttpWire.Answer answer(int status, String body) {
        return new HttpWire.Answer(status, body.getBytes(UTF_8));
    }
}
