package dev.tocsin.rules.correlate;

import java.util.List;

/**
 * State of a group that can unhear the results of other correlations.
 *
 * @param body what it has learned of all
 * @param base what it had learned before {@code heard}, in its binary form; empty for nothing
 * @param heard what can still be taken back, in time order
 * @param horizonMs nothing before this can be taken back
 * @param wokenMs the greatest stream time at which it was woken
 */
record HeardBody(Body body, byte[] base, List<Heard> heard, long horizonMs, long wokenMs)
        implements Body {
    HeardBody {
        heard = List.copyOf(heard);
    }

    @Override
    public List<Episode> episodes() {
        return body.episodes();
    }

    @Override
    public int weightBytes() {
        int weight = 64 + body.weightBytes() + base.length;
        for (Heard one : heard) {
            weight += 120 + one.contribution().bytes().length;
        }
        return weight;
    }
}
