package dev.tocsin.bench.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What one group comes to.
 *
 * @param fates its alerts
 * @param firsts of each what a correlation above hears, at the same place
 */
record Judged(List<Fate> fates, List<Frames.First> firsts) {

    /** What is left of the alerts when the first keeps those after it silent for a while. */
    List<Fate> heard(Wanted wanted) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < fates.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> firsts.get(i).endMs()));
        List<Fate> heard = new ArrayList<>();
        long untilMs = Long.MIN_VALUE;
        for (int i : order) {
            long completedMs = firsts.get(i).endMs();
            if (completedMs <= untilMs) {
                Fate last = heard.removeLast();
                heard.add(last.suppressing(last.suppressed() + 1));
            } else {
                heard.add(fates.get(i));
                untilMs = completedMs + 1_000L * wanted.suppressSeconds();
            }
        }
        return heard;
    }
}
