package dev.tocsin.bench.oracle;

import dev.tocsin.rules.plan.CorrelationType;
import java.util.ArrayList;
import java.util.List;

/**
 * Line 38 where the order of arrival decides who is silent: who speaks is one of those who may, and
 * where nobody takes back what was said, all others are counted.
 */
final class Suppressed {
    private Suppressed() {}

    /**
     * @param expected all alerts, had nothing been suppressed
     */
    static void compare(
            Wanted wanted, List<Fate> expected, List<Fate> found, List<String> problems) {
        List<Fate> left = new ArrayList<>(expected);
        long counted = found.size();
        for (Fate fate : found) {
            counted += fate.suppressed();
            if (!left.remove(fate.suppressing(0))) {
                problems.add("found, but nothing to suppress: " + fate);
            }
        }
        if (isLasting(wanted) && counted != expected.size()) {
            problems.add(
                    "expected %s with those that are suppressed, found %s: %s of %s"
                            .formatted(expected.size(), counted, found, expected));
        }
    }

    /** Whether nothing can be taken back that was said once. */
    private static boolean isLasting(Wanted wanted) {
        boolean counts =
                wanted.type() == CorrelationType.EVENT_COUNT
                        || wanted.type() == CorrelationType.VALUE_COUNT;
        return counts
                && !wanted.demand().isClosing()
                && RandomCorrelations.PLAIN.containsAll(wanted.rules());
    }
}
