package dev.tocsin.topology.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.topic.IngestHeaders;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ArrivalTimeTest {

    @Test
    void isTheTimeThatTheBridgeNoted() {
        assertThat(ArrivalTime.of(headers("900"), 1_000)).isEqualTo(900);
    }

    @Test
    void isTheRecordsTimeWhenTheHeaderIsMissingOrNoNumber() {
        assertThat(ArrivalTime.of(new RecordHeaders(), 1_000)).isEqualTo(1_000);
        assertThat(ArrivalTime.of(headers("soon"), 1_000)).isEqualTo(1_000);
        assertThat(ArrivalTime.of(headers("-5"), 1_000)).isEqualTo(1_000);
    }

    @Test
    void isNeverLaterThanTheRecordNorNegative() {
        assertThat(ArrivalTime.of(headers("99999999"), 1_000)).isEqualTo(1_000);
        assertThat(ArrivalTime.of(new RecordHeaders(), -1)).isZero();
    }

    private static Headers headers(String receivedAt) {
        Headers headers = new RecordHeaders();
        IngestHeaders.put(headers, IngestHeaders.RECEIVED_AT, receivedAt);
        return headers;
    }
}
