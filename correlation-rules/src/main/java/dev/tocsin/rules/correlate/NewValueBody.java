package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;

/**
 * State of a group that remembers values.
 *
 * @param earliestMs time of the group's earliest event: learning begins there
 * @param runs the values that are known
 */
record NewValueBody(long earliestMs, List<Run> runs) implements Body {
    @Override
    public List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        for (Run run : runs) {
            Episode alert = run.alert();
            if (alert != null) {
                episodes.add(alert);
            }
        }
        return episodes;
    }

    @Override
    public int weightBytes() {
        int weight = 64 + runs.size() * 400;
        for (Run run : runs) {
            Detail start = run.start();
            weight += start == null ? 0 : start.weightBytes();
        }
        return weight;
    }
}
