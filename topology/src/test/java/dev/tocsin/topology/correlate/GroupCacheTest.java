package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import dev.tocsin.topology.metrics.TopologyMetrics.Counter;
import dev.tocsin.topology.metrics.TopologyMetrics.Gauge;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GroupCacheTest {
    private final MapStore store = new MapStore("states");
    private final TopologyMetrics metrics = new TopologyMetrics();

    @Test
    void aHotGroupIsWrittenOncePerCommit() {
        GroupCache cache = cache(1_000_000);
        for (int i = 0; i < 100; i++) {
            assertThat(cache.get(key(1), RuleSet.empty()) == null).isEqualTo(i == 0);
            cache.put(key(1), group(i));
        }
        assertThat(store.get(Bytes.wrap(key(1)))).as("before the commit").isNull();
        cache.flush();
        cache.flush();
        assertThat(metrics.value(Counter.GROUP_WRITES)).isEqualTo(1);
        assertThat(metrics.value(Counter.GROUP_MISSES)).isEqualTo(1);
        assertThat(metrics.value(Counter.GROUP_HITS)).isEqualTo(99);
        assertThat(stored(1)).isEqualTo(99);
    }

    @Test
    void aGroupThatMakesPlaceIsWrittenFirst() {
        GroupCache cache = cache(2_000);
        for (int i = 0; i < 100; i++) {
            cache.put(key(i), group(i));
        }
        assertThat(metrics.value(Counter.GROUP_EVICTIONS)).isGreaterThan(90);
        assertThat(metrics.value(Gauge.CACHED_BYTES)).isLessThanOrEqualTo(2_000);
        assertThat(metrics.value(Gauge.LIVE_GROUPS)).isEqualTo(100);
        assertThat(stored(0)).isZero();
        assertThat(touched(cache.get(key(7), RuleSet.empty()))).isEqualTo(7);
    }

    @Test
    void tasksShareTheMemory() {
        GroupMemory memory = new GroupMemory(100_000);
        GroupCache one = new GroupCache(store, memory, metrics);
        GroupCache other = new GroupCache(new MapStore("others"), memory, metrics);
        for (int i = 0; i < 1_000; i++) {
            one.put(key(i), group(i));
            other.put(key(i), group(i));
        }
        assertThat(metrics.value(Gauge.CACHED_BYTES)).isBetween(50_000L, 100_000L);
        other.clear();
        assertThat(memory.shareBytes()).isEqualTo(100_000);
    }

    @Test
    void whatIsNotWrittenNeverHappened() {
        GroupCache cache = cache(1_000_000);
        cache.put(key(1), group(1));
        cache.flush();
        cache.put(key(1), group(2));
        cache.put(key(2), group(2));
        cache.clear();
        assertThat(touched(cache.get(key(1), RuleSet.empty()))).isEqualTo(1);
        assertThat(cache.get(key(2), RuleSet.empty())).isNull();
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void aGroupThatCameAndWentLeavesNothing() {
        GroupCache cache = cache(1_000_000);
        cache.put(key(1), group(1));
        cache.remove(key(1));
        cache.flush();
        cache.remove(key(1));
        assertThat(cache.size()).isZero();
        assertThat(metrics.value(Counter.GROUP_WRITES)).isZero();
        cache.put(key(2), group(2));
        cache.flush();
        cache.remove(key(2));
        assertThat(store.get(Bytes.wrap(key(2)))).isNull();
    }

    /** A store of before there was a count. */
    @Test
    void groupsAreCountedOnceWhenNobodyCountedThem() {
        for (int i = 0; i < 5; i++) {
            store.put(Bytes.wrap(key(i)), group(i).encode(1, 0));
        }
        GroupCache cache = cache(1_000_000);
        cache.put(key(5), group(5));
        cache.put(key(4), group(4));
        assertThat(cache.size()).isEqualTo(6);
        cache.flush();
        assertThat(cache(1_000_000).size()).isEqualTo(6);
    }

    /** An upgrade that changes the form of the state costs the state, not the process. */
    @Test
    void aGroupThatCannotBeReadIsFreedWithItsChunks() {
        GroupCache cache = cache(1_000_000);
        cache.put(key(1), group(1));
        cache.put(key(2), group(2));
        cache.flush();
        cache.chunks(key(1)).put(7, new byte[3]);
        cache.chunks(key(2)).put(7, new byte[3]);
        cache.clear();
        store.put(Bytes.wrap(key(1)), new byte[] {99});
        assertThat(cache.get(key(1), RuleSet.empty())).isNull();
        assertThat(cache.chunks(key(1)).get(7)).isNull();
        assertThat(cache.chunks(key(2)).get(7)).isNotNull();
        assertThat(cache.size()).isEqualTo(1);
        assertThat(metrics.value(Counter.UNREADABLE_GROUPS)).isEqualTo(1);
    }

    @Test
    void aGroupThatBecomesTooLargeIsDroppedAndNoOther() {
        GroupCache cache = new GroupCache(store, new GroupMemory(1_000_000), metrics, 1_000);
        cache.put(key(1), group(1));
        cache.put(key(2), group(2));
        cache.flush();
        String large = "x".repeat(1_000);
        cache.put(key(1), new StoredGroup(large, 2, 2, 3, StoredGroupTest.state()));
        cache.put(key(3), new StoredGroup("three", 3, 2, 3, StoredGroupTest.state()));
        cache.flush();
        assertThat(store.get(Bytes.wrap(key(1)))).isNull();
        assertThat(cache.get(key(1), RuleSet.empty())).isNull();
        assertThat(stored(2)).isEqualTo(2);
        assertThat(stored(3)).isEqualTo(3);
        assertThat(cache.size()).isEqualTo(2);
        assertThat(metrics.value(Counter.OVERSIZED_GROUPS)).isEqualTo(1);
    }

    private GroupCache cache(long bytes) {
        return new GroupCache(store, new GroupMemory(bytes), metrics);
    }

    private long stored(int group) {
        byte[] bytes = store.get(Bytes.wrap(key(group)));
        return bytes == null ? -1 : StoredGroup.decode(bytes, ChunkStore.inMemory()).touchedMs();
    }

    private static long touched(@Nullable StoredGroup group) {
        return group == null ? -1 : group.touchedMs();
    }

    private static byte[] key(int group) {
        byte[] key = new byte[GroupKey.BYTES];
        key[GroupKey.BYTES - 1] = (byte) group;
        key[GroupKey.BYTES - 2] = (byte) (group >> 8);
        return key;
    }

    private static StoredGroup group(long touchedMs) {
        return new StoredGroup("two", touchedMs, 2, 3, StoredGroupTest.state());
    }
}
