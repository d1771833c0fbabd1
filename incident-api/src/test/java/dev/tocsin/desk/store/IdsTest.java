package dev.tocsin.desk.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.testkit.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    private final FakeTime time = new FakeTime(Instant.parse("2026-01-01T12:00:00Z"));
    private final Ids ids = new Ids(time);

    @Test
    void sortsIdsOfOneMillisecondInTheirOrder() {
        assertThat(Stream.generate(ids::next).limit(1_000)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void sortsIdsInTheirOrderEvenWhenTheClockGoesBack() {
        String before = ids.next();
        time.advance(Duration.ofSeconds(-5));

        assertThat(ids.next()).isGreaterThan(before).hasSize(32);
    }
}
