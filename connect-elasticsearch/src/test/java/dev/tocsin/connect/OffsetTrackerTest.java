package dev.tocsin.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final TopicPartition PARTITION = new TopicPartition(Records.TOPIC, 0);

    private final OffsetTracker offsets = new OffsetTracker();

    @Test
    void staysBeforeTheFirstThatIsNotSettled() {
        take(3, 4, 5);
        settle(4, 5);
        assertThat(committable(6)).isEqualTo(3);
    }

    @Test
    void goesOnWhenTheGapCloses() {
        take(3, 4, 5);
        settle(4, 3);
        assertThat(committable(6)).isEqualTo(5);
    }

    @Test
    void takesTheWorkersOffsetWhenAllIsSettled() {
        take(3, 4);
        settle(3, 4);
        assertThat(committable(9)).isEqualTo(9);
    }

    @Test
    void isNotConfusedByWhatWasTakenBeforeARebalance() {
        take(3, 4);
        offsets.forget(List.of(PARTITION));
        take(4, 5);
        settle(3);
        assertThat(committable(6)).isEqualTo(4);
        settle(4, 4, 5);
        assertThat(committable(6)).isEqualTo(6);
    }

    private void take(long... all) {
        for (long offset : all) {
            offsets.taken(Records.event(offset));
        }
    }

    private void settle(long... all) {
        for (long offset : all) {
            offsets.settled(Records.event(offset));
        }
    }

    private long committable(long current) {
        return offsets
                .committable(Map.of(PARTITION, new OffsetAndMetadata(current)))
                .values()
                .stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }
}
