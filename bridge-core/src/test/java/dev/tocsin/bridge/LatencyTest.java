package dev.tocsin.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void countsEachTimeInItsBucketAndInEveryLargerOne() {
        Latency latency = new Latency();
        latency.add(Duration.ofMillis(1).toNanos());
        latency.add(Duration.ofMillis(1).toNanos() + 1);
        latency.add(Duration.ofMinutes(1).toNanos());

        assertThat(latency.prometheus("t", "a=\"b\""))
                .startsWith(
                        """
                        t_bucket{a="b",le="0.001"} 1
                        t_bucket{a="b",le="0.002"} 2
                        """)
                .endsWith(
                        """
                        t_bucket{a="b",le="30.0"} 2
                        t_bucket{a="b",le="+Inf"} 3
                        t_sum{a="b"} 60.002000001
                        t_count{a="b"} 3
                        """);
    }
}
