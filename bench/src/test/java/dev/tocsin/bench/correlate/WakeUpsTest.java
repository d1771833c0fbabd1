package dev.tocsin.bench.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.bench.correlate.GroupTable.Group;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WakeUpsTest {
    private final WakeUps wakeUps = new WakeUps();
    private final GroupTable groups = new GroupTable();

    @Test
    void aGroupIsWokenOnceItsSecondIsOver() {
        Group early = queued(1, 1_500);
        Group late = queued(2, 3_000);

        assertThat(woken(1_999)).isEmpty();
        assertThat(woken(2_000)).containsExactly(early);
        assertThat(woken(3_999)).isEmpty();
        assertThat(woken(9_000)).containsExactly(late);
        assertThat(woken(99_000)).isEmpty();
    }

    @Test
    void aGroupThatMovedToAnEarlierSecondIsWokenThereAlone() {
        Group group = queued(1, 8_000);
        group.queuedAtMs = 4_000;
        wakeUps.add(group);

        assertThat(woken(5_000)).containsExactly(group);
        assertThat(woken(20_000)).isEmpty();
    }

    @Test
    void aGroupMayBeQueuedForASecondThatIsOver() {
        queued(1, 8_000);
        assertThat(woken(10_000)).hasSize(1);
        Group group = queued(2, 3_000);

        assertThat(woken(10_000)).containsExactly(group);
    }

    private Group queued(long key, long atMs) {
        Group group = groups.get(key, key);
        group.queuedAtMs = atMs;
        wakeUps.add(group);
        return group;
    }

    /** Who is woken by then; as in a run, they are queued no more. */
    private List<Group> woken(long streamTimeMs) {
        List<Group> woken = new ArrayList<>();
        wakeUps.takeDue(
                streamTimeMs,
                group -> {
                    group.queuedAtMs = Long.MAX_VALUE;
                    woken.add(group);
                });
        return woken;
    }
}
