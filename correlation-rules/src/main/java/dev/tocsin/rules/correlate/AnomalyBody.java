package dev.tocsin.rules.correlate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * State of a group with a baseline.
 *
 * @param groupKey the group values, folded: a bucket is judged without an event of the group
 * @param earliestMs time of the group's earliest event: learning begins there
 * @param buckets those with events, in time order
 */
record AnomalyBody(String groupKey, long earliestMs, List<Bucket> buckets) implements Body {
    AnomalyBody {
        buckets = List.copyOf(buckets);
    }

    AnomalyBody with(UnaryOperator<Bucket> change) {
        List<Bucket> changed = new ArrayList<>(buckets);
        changed.replaceAll(change);
        return new AnomalyBody(groupKey, earliestMs, changed);
    }

    @Override
    public List<Episode> episodes() {
        List<Episode> episodes = new ArrayList<>();
        for (Bucket bucket : buckets) {
            Episode episode = bucket.episode();
            if (episode != null && bucket.isSaid()) {
                episodes.add(episode);
            }
        }
        return episodes;
    }

    @Override
    public int weightBytes() {
        int weight = 64 + 100 * buckets.size();
        for (Bucket bucket : buckets) {
            Episode episode = bucket.episode();
            weight += episode == null ? 0 : episode.weightBytes();
            weight += Long.BYTES * bucket.behind().size();
            for (Detail detail : bucket.details()) {
                weight += 500 + detail.weightBytes();
            }
        }
        return weight;
    }
}
