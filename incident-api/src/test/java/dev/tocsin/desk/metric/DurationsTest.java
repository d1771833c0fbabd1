package dev.tocsin.desk.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void givesMedianNinetiethPercentileAndMeanInSeconds() {
        Durations durations = new Durations();
        for (int i = 100; i >= 1; i--) {
            durations.add(i * 1_000L);
        }

        ObjectNode json = durations.toJson();

        assertThat(json.path("count").asInt()).isEqualTo(100);
        assertThat(json.path("median").asDouble()).isEqualTo(50);
        assertThat(json.path("p90").asDouble()).isEqualTo(90);
        assertThat(json.path("mean").asDouble()).isEqualTo(50.5);
    }

    @Test
    void givesNothingForNothing() {
        ObjectNode json = new Durations().toJson();

        assertThat(json.path("count").asInt()).isZero();
        assertThat(json.path("median").isNull()).isTrue();
        assertThat(json.path("p90").isNull()).isTrue();
    }

    @Test
    void givesTheOneOfOne() {
        Durations durations = new Durations();
        durations.add(1_500);

        assertThat(durations.toJson().path("p90").asDouble()).isEqualTo(1.5);
    }
}
