package dev.tocsin.bridge.http.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcksTest {
    private final Acks acks = new Acks(2);

    @Test
    void numbersWhatKafkaHasPerSourceAndChannel() {
        assertThat(acks.acknowledge("web", "a")).isZero();
        assertThat(acks.acknowledge("web", "a")).isEqualTo(1);
        assertThat(acks.acknowledge("dmz", "a")).isZero();
    }

    @Test
    void acknowledgesNoIdBeforeItWasGiven() {
        acks.acknowledge("web", "a");

        assertThat(acks.isAcknowledged("web", "a", 0)).isTrue();
        assertThat(acks.isAcknowledged("web", "a", 1)).isFalse();
        assertThat(acks.isAcknowledged("web", "a", -1)).isFalse();
        assertThat(acks.isAcknowledged("web", "b", 0)).isFalse();
        assertThat(acks.isAcknowledged("dmz", "a", 0)).isFalse();
    }

    @Test
    void forgetsTheChannelThatWasIdleLongestBeyondItsCapacity() {
        acks.acknowledge("web", "a");
        acks.acknowledge("web", "b");
        acks.acknowledge("web", "a");
        acks.acknowledge("web", "c");

        assertThat(acks.isAcknowledged("web", "a", 1)).isTrue();
        assertThat(acks.isAcknowledged("web", "b", 0)).isFalse();
        assertThat(acks.isAcknowledged("web", "c", 0)).isTrue();
    }
}
