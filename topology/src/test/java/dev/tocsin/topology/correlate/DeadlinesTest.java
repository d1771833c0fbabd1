package dev.tocsin.topology.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeadlinesTest {
    private static final long NONE = Long.MAX_VALUE;

    private final MapStore store = new MapStore("deadlines");

    @Test
    void givesTheEarliestFirstAndNoMoreThanAsked() {
        Deadlines deadlines = Deadlines.byWall(store);
        for (int i = 9; i >= 0; i--) {
            deadlines.move(new byte[] {(byte) i}, NONE, 100 + i);
        }
        assertThat(numbers(deadlines.take(105, 4))).containsExactly(0, 1, 2, 3);
        assertThat(numbers(deadlines.take(105, 4))).containsExactly(4, 5);
        assertThat(deadlines.take(105, 4)).isEmpty();
    }

    @Test
    void findsOneThatIsSetInThePast() {
        Deadlines deadlines = Deadlines.byWall(store);
        deadlines.take(1_000, 10);
        deadlines.move(new byte[] {7}, NONE, 10);
        assertThat(numbers(deadlines.take(1_000, 10))).containsExactly(7);
    }

    @Test
    void listsByTheWallAndByTheStreamLieInOneStore() {
        Deadlines byWall = Deadlines.byWall(store);
        Deadlines byStream = Deadlines.byStream(store);
        byWall.move(new byte[] {1}, NONE, 100);
        byStream.move(new byte[] {2}, NONE, 100);
        byStream.move(new byte[] {3}, NONE, 0);
        assertThat(numbers(byWall.take(1_000, 10))).containsExactly(1);
        assertThat(numbers(byStream.take(99, 10))).containsExactly(3);
        assertThat(numbers(byStream.take(100, 10))).containsExactly(2);
        assertThat(store.approximateNumEntries()).isZero();
    }

    /**
     * Moves, looks and new beginnings of the task, in any order: none is lost, none comes twice.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithASortedMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Deadlines deadlines = Deadlines.byWall(store);
        TreeMap<Integer, Long> expected = new TreeMap<>();
        long wallMs = 0;
        for (int i = 0; i < 500; i++) {
            int key = random.nextInt(20);
            long toMs = random.nextInt(5) == 0 ? NONE : random.nextLong(wallMs + 200);
            deadlines.move(new byte[] {(byte) key}, expected.getOrDefault(key, NONE), toMs);
            expected.remove(key);
            if (toMs != NONE) {
                expected.put(key, toMs);
            }
            if (random.nextInt(3) == 0) {
                wallMs += random.nextInt(30);
                long nowMs = wallMs;
                int most = 1 + random.nextInt(10);
                List<Integer> taken = numbers(deadlines.take(wallMs, most));
                long due = expected.values().stream().filter(at -> at <= nowMs).count();
                assertThat(taken).hasSize((int) Math.min(due, most));
                for (int each : taken) {
                    Long dueMs = expected.remove(each);
                    assertThat(dueMs).isNotNull().isLessThanOrEqualTo(nowMs);
                }
            }
            if (random.nextInt(20) == 0) {
                deadlines = Deadlines.byWall(store);
            }
        }
    }

    static long[] seeds() {
        long base = Long.getLong("tocsin.seed", new Random().nextLong(1_000_000));
        return new long[] {base, base + 1, base + 2, base + 3, base + 4};
    }

    private static List<Integer> numbers(List<byte[]> keys) {
        List<Integer> numbers = new ArrayList<>();
        keys.forEach(key -> numbers.add((int) key[0]));
        return numbers;
    }
}
