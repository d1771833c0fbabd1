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
                problems.add(
                        "found %s, but had nothing been suppressed: %s".formatted(fate, expected));
            }
        }
        long twice = found.stream().filter(fate -> mayBeCountedToo(wanted, fate, found)).count();
        boolean right = counted >= expected.size() && counted - twice <= expected.size();
        if (isLasting(wanted) && !right) {
            problems.add(
                    "expected %s with those that are suppressed, found %s: %s of %s"
                            .formatted(expected.size(), counted, found, expected));
        }
    }

    /**
     * Whether an alert may have begun as one that another suppressed. It speaks since a later event
     * joined it with one that speaks; whoever counted it may have said the last word before.
     */
    private static boolean mayBeCountedToo(Wanted wanted, Fate fate, List<Fate> found) {
        long spanMs = 1_000L * wanted.suppressSeconds();
        return found.stream()
                .anyMatch(
                        other ->
                                other.folded().group().equals(fate.folded().group())
                                        && other.firstMs() < fate.firstMs()
                                        && fate.firstMs() <= other.lastMs() + spanMs);
    }

    /** Whether nothing can be taken back that was said once. */
    private static boolean isLasting(Wanted wanted) {
        boolean counts =
                wanted.type() == CorrelationType.EVENT_COUNT
                        || wanted.type() == CorrelationType.VALUE_COUNT;
        return counts && !wanted.demand().isClosing() && wanted.isOfEvents();
    }
}
