package dev.tocsin.bridge.http.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bridge.http.CutItems;
import dev.tocsin.bridge.http.Delivery;
import dev.tocsin.bridge.http.Mutations;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever comes, a request is refused or cut into items, and every event is one JSON object. */
class OtlpFuzzTest {
    private static final int MAX_EVENT = 1_000_000;

    @Test
    void protobufThatIsAlmostARequest() {
        byte[] seed =
                OtlpProtobufTest.request(
                                OtlpProtobufTest.fullRecord(), OtlpProtobufTest.record("second"))
                        .toByteArray();
        Mutations.of(
                List.of(seed), body -> check(body, (b, i) -> OtlpProtobuf.cut(b, MAX_EVENT, i)));
    }

    @Test
    void jsonThatIsAlmostARequest() {
        Mutations.of(
                List.of(OtlpJsonTest.FULL.getBytes(UTF_8)),
                body -> check(body, (b, i) -> OtlpJson.cut(b, MAX_EVENT, i)));
    }

    private static void check(byte[] body, Delivery.Cutter cutter) {
        assertThat(CutItems.of(body, cutter).parsed())
                .allMatch(event -> event.path("record").isObject());
    }
}
