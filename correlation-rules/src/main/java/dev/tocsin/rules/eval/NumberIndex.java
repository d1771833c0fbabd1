package dev.tocsin.rules.eval;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From the number that a value is or spells to the rules that want it. Immutable. */
final class NumberIndex {
    private static final int MAX_DIGITS = 18;

    private final LongTable whole;
    private final Map<String, int[]> others = new HashMap<>();

    /**
     * @param rules canonical number to rules
     */
    NumberIndex(Map<String, int[]> rules) {
        Map<Long, int[]> longs = new HashMap<>();
        rules.forEach(
                (number, of) -> {
                    if (fitsLong(number)) {
                        longs.put(Long.valueOf(number), of);
                    } else {
                        others.put(number, of);
                    }
                });
        this.whole = new LongTable(longs);
    }

    void find(Value value, ByteTrie.Sink into) {
        if (value.isLong()) {
            add(whole.get(value.asLong()), into);
            return;
        }
        String number = value.canonical();
        if (number != null) {
            add(fitsLong(number) ? whole.get(Long.parseLong(number)) : others.get(number), into);
        }
    }

    private static boolean fitsLong(String canonical) {
        int digits = canonical.startsWith("-") ? canonical.length() - 1 : canonical.length();
        return digits <= MAX_DIGITS && canonical.indexOf('.') < 0 && canonical.indexOf('E') < 0;
    }

    private static void add(int @Nullable [] rules, ByteTrie.Sink into) {
        if (rules != null) {
            into.add(rules);
        }
    }
}
