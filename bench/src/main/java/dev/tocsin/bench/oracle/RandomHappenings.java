package dev.tocsin.bench.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Events of a few users and hosts within some minutes, in the order of their arrival. */
final class RandomHappenings {
    static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    private static final List<String> USERS =
            List.of("alice", "Alice", "ALICE", "bob", "Bob", "carol");
    private static final List<String> HOSTS = List.of("web-1", "web-2", "db");
    private static final List<String> COLOURS =
            List.of("red", "RED", "green", "blue", "Blue", "black");
    private static final List<String> NUMBERS = List.of("0", "1", "3", "-2.5", "0.1", "7e0", "-1");
    private static final List<String> PLACES =
            List.of("52.52,13.405", "52.4009,13.0591", "35.6762,139.6503", "48.1351,11.582");

    /** In km. */
    private static final List<String> RADII = List.of("0", "5", "20", "300.5");

    private final Random random;
    private final Tempo tempo;
    private final int partitions;
    private final int delayMs;

    /**
     * @param partitions over which the events of every group are spread
     * @param delayMs how long after it happened an event arrives at most; 0: in the order of time,
     *     and no two at one time
     */
    RandomHappenings(Random random, Tempo tempo, int partitions, int delayMs) {
        this.random = random;
        this.tempo = tempo;
        this.partitions = partitions;
        this.delayMs = delayMs;
    }

    /**
     * @param units how many units of the tempo they take, unless it has weeks
     */
    List<Happening> make(int count, int units) {
        List<Happening> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long timeMs = START + tempo.happensMs(random, units) + (delayMs == 0 ? i : 0);
            made.add(
                    new Happening(
                            "e" + random.nextInt(10) + "-" + i,
                            timeMs,
                            timeMs + (delayMs == 0 ? 0 : random.nextInt(delayMs + 1)),
                            random.nextInt(partitions),
                            kinds(),
                            fields()));
        }
        made.sort(Comparator.comparingLong(Happening::arrivalMs));
        return made;
    }

    private Set<String> kinds() {
        Set<String> kinds = new HashSet<>();
        kinds.add(one(RandomCorrelations.PLAIN));
        if (random.nextInt(3) == 0) {
            kinds.add(one(RandomCorrelations.PLAIN));
        }
        return kinds;
    }

    private Map<String, List<String>> fields() {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        put(fields, "user", USERS);
        put(fields, "host", HOSTS);
        put(fields, "colour", COLOURS);
        put(fields, "bytes", NUMBERS);
        fields.put("place", List.of(one(PLACES)));
        if (random.nextInt(3) == 0) {
            fields.put("accuracy_radius", List.of(one(RADII)));
        }
        return fields;
    }

    /** Mostly one value; now and then two, none, or null. */
    private void put(Map<String, List<String>> fields, String field, List<String> values) {
        switch (random.nextInt(12)) {
            case 0 -> {}
            case 1 -> fields.put(field, List.of());
            case 2, 3 -> fields.put(field, two(values));
            default -> fields.put(field, List.of(one(values)));
        }
    }

    /** Two that are not the same in another spelling. */
    private List<String> two(List<String> values) {
        String first = one(values);
        String second = one(values);
        return first.equalsIgnoreCase(second) ? List.of(first) : List.of(first, second);
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
