package dev.tocsin.rules.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window against a plain list. */
class WindowTest {
    private static final int OPERATIONS = 2_000;

    /** Refuses chunks that are much larger than one may be. */
    private record Bounded(ChunkStore all) implements ChunkStore {
        @Override
        public byte @Nullable [] get(int number) {
            return all.get(number);
        }

        @Override
        public void put(int number, byte[] bytes) {
            assertThat(bytes).hasSizeLessThan(5 * Chunk.MOST_BYTES / 2);
            all.put(number, bytes);
        }

        @Override
        public void delete(int number) {
            all.delete(number);
        }
    }

    private record Known(long timeMs, String id, long positions, boolean hasDetail) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isAsAListWouldBe(long seed) {
        play(new Random(seed), List.of());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void largeEventsMakeMoreChunksAndNotLargerOnes(long seed) {
        play(new Random(seed), List.of("v".repeat(20_000)));
    }

    private static void play(Random random, List<String> values) {
        ChunkStore store = new Bounded(ChunkStore.inMemory());
        Window window = new Window(store);
        List<Known> list = new ArrayList<>();
        long floorMs = 0;
        for (int i = 0; i < OPERATIONS; i++) {
            switch (random.nextInt(20)) {
                case 0 -> window = saved(window, store);
                case 1 -> take(window, list, floorMs + random.nextInt(2_000), random.nextInt(100));
                case 2 -> {
                    floorMs += random.nextInt(10);
                    drop(window, list, floorMs);
                }
                default -> add(window, list, random, floorMs, i, values);
            }
            if (i % 50 == 0) {
                long fromMs = floorMs + random.nextInt(2_000);
                long toMs = fromMs + random.nextInt(3_000);
                assertThat(between(window, fromMs, toMs)).isEqualTo(between(list, fromMs, toMs));
                assertThat(window.count(fromMs, toMs))
                        .isEqualTo(between(list, fromMs, toMs).size());
            }
        }
    }

    private static void add(
            Window window,
            List<Known> list,
            Random random,
            long floorMs,
            int number,
            List<String> values) {
        boolean late = random.nextInt(4) == 0;
        long lastMs = list.isEmpty() ? floorMs : list.getLast().timeMs();
        long timeMs = late ? random.nextLong(floorMs, lastMs + 1) : lastMs + random.nextInt(3);
        long positions = random.nextBoolean() ? 1 : 6;
        Contribution contribution =
                GroupDriver.contribution("e" + number, timeMs, positions, values, "alice");
        window.add(Entry.of(contribution, late));
        list.add(new Known(timeMs, "e" + number, positions, true));
        list.sort(Comparator.comparingLong(Known::timeMs));
    }

    private static void take(Window window, List<Known> list, long fromMs, long forMs) {
        long toMs = fromMs + forMs;
        List<Detail> taken = new ArrayList<>();
        window.takeDetails(fromMs, toMs, taken);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Known known = list.get(i);
            if (known.hasDetail() && known.timeMs() >= fromMs && known.timeMs() <= toMs) {
                expected.add(known.id());
                list.set(i, new Known(known.timeMs(), "", known.positions(), false));
            }
        }
        assertThat(taken).extracting(detail -> detail.ref().id()).isEqualTo(expected);
    }

    /** A few of them may stay in the window, where nobody asks for them. */
    private static void drop(Window window, List<Known> list, long floorMs) {
        window.dropBefore(floorMs);
        list.removeIf(known -> known.timeMs() < floorMs);
    }

    private static Window saved(Window window, ChunkStore store) {
        BinaryWriter to = new BinaryWriter();
        WindowForm.write(to, window);
        BinaryReader from = new BinaryReader(to.toBytes(), "a window");
        Window read = WindowForm.read(from, store);
        from.end();
        return read;
    }

    private static List<Known> between(Window window, long fromMs, long toMs) {
        List<Known> found = new ArrayList<>();
        window.forEach(fromMs, toMs, (timeMs, entry) -> found.add(known(timeMs, entry)));
        return found;
    }

    private static Known known(long timeMs, @Nullable Entry entry) {
        Detail detail = entry == null ? null : entry.detail();
        return new Known(
                timeMs,
                detail == null ? "" : detail.ref().id(),
                entry == null ? 1 : entry.positions(),
                detail != null);
    }

    private static List<Known> between(List<Known> list, long fromMs, long toMs) {
        return list.stream()
                .filter(known -> known.timeMs() >= fromMs && known.timeMs() <= toMs)
                .toList();
    }

    @Test
    void refusesTimesThatItCannotKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chunk.head(Long.MAX_VALUE / 2, 0))
                .withMessageStartingWith("Expected an event of at most 2097151 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> Chunk.head(0, 1 << 21));
        assertThat(Chunk.head(-1, 5)).isLessThan(Chunk.head(0, 0));
    }
}
