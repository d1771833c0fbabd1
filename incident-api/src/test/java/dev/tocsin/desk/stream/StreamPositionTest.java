package dev.tocsin.desk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamPositionTest {
    private static final TopicPartition FIRST = new TopicPartition("alerts", 0);
    private static final TopicPartition SECOND = new TopicPartition("alerts", 1);

    @Test
    void readsBackItsText() {
        StreamPosition position = position(12, 0);

        assertThat(position.text()).isEqualTo("12-0");
        assertThat(position(1, 1).parse("12-0")).isEqualTo(position);
    }

    @Test
    void readsNoTextOfOtherPartitions() {
        assertThat(position(0, 0).parse("1")).isNull();
        assertThat(position(0, 0).parse("1-2-3")).isNull();
        assertThat(position(0, 0).parse("1-x")).isNull();
        assertThat(position(0, 0).parse("1--2")).isNull();
        assertThat(position(0, 0).parse("1-18446744073709551615")).isNull();
    }

    @Test
    void movesBehindARecord() {
        assertThat(position(3, 4).after(SECOND, 9)).isEqualTo(position(3, 10));
    }

    @Test
    void coversWhatLiesBefore() {
        assertThat(position(3, 4).covers(position(3, 4))).isTrue();
        assertThat(position(3, 4).covers(position(2, 4))).isTrue();
        assertThat(position(3, 4).covers(position(3, 5))).isFalse();
    }

    @Test
    void takesTheLaterOfBothInEachPartition() {
        assertThat(position(3, 4).with(position(2, 9))).isEqualTo(position(3, 9));
    }

    private static StreamPosition position(long first, long second) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        offsets.put(FIRST, first);
        offsets.put(SECOND, second);
        return new StreamPosition(offsets);
    }
}
