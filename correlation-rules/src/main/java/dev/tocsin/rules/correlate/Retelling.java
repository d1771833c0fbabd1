package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.correlate.Learner.Said;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Brings the alerts of a group in line with what it learned anew: what is there still is revised
 * under its id, what is there no more is retracted, and what is new is opened.
 */
final class Retelling {
    private final CorrelationPlan plan;
    private final Learner learner;
    private final String groupKey;
    private final long horizonMs;
    private final Announcer announcer;
    private final IdentityHashMap<Said, Said> before = new IdentityHashMap<>();

    /**
     * @param horizonMs what ended before this cannot have changed
     */
    Retelling(
            CorrelationPlan plan,
            Learner learner,
            String groupKey,
            long horizonMs,
            Announcer announcer) {
        this.plan = plan;
        this.learner = learner;
        this.groupKey = groupKey;
        this.horizonMs = horizonMs;
        this.announcer = announcer;
    }

    /**
     * Tells it, and notes in the episodes what was said.
     *
     * @param known what was said
     * @param found what would have been said, had the group heard nothing else
     */
    void tell(List<Said> known, List<Said> found) {
        List<Said> gone = new ArrayList<>(known);
        // An id first: no other alert of the group may get it while its own is there.
        match(gone, found, (one, said) -> id(one).equals(id(said.episode().emission())));
        match(gone, found, Said::isAbout);
        gone.forEach(this::withdraw);
        for (Said one : found) {
            Said said = before.get(one);
            if (said != null) {
                correct(one, said.episode());
            } else if (!isRetracted(one.episode())) {
                open(one);
            }
        }
    }

    /** Takes it back, or, if it was only kept open by its suppression, says the last word on it. */
    private void withdraw(Said said) {
        if (said.endMs() < horizonMs) {
            announcer.close(said.episode());
        } else {
            long reachMs = learner.reachMs() + plan.grace().toMillis();
            announcer.withdraw(said.episode(), reachMs);
        }
    }

    private void match(List<Said> known, List<Said> found, BiPredicate<Said, Said> same) {
        for (Said one : found) {
            for (int i = 0; i < known.size() && !before.containsKey(one); i++) {
                Emission emission = known.get(i).episode().emission();
                boolean uncounted =
                        emission.suppressed() && emission.state() == AlertState.RETRACTED;
                if (!uncounted && same.test(one, known.get(i))) {
                    before.put(one, known.remove(i));
                }
            }
        }
    }

    /** The id by which others know an episode: a suppressed one has the id of another's alert. */
    private static String id(Emission emission) {
        return emission.suppressed() ? emission.fed().key() : emission.alertId();
    }

    private String id(Said one) {
        return Announcer.id(plan, groupKey, one.episode().firstMs(), one.subject());
    }

    private static boolean isRetracted(Episode episode) {
        return episode.emission().state() == AlertState.RETRACTED;
    }

    private void open(Said one) {
        Episode episode = one.episode();
        AlertState state = episode.emission().state();
        announcer.open(
                episode,
                one.subject(),
                groupKey,
                one.endMs(),
                episode.portrait().group(),
                one.context());
        if (state != AlertState.OPEN && !episode.emission().suppressed()) {
            announcer.say(episode, state);
        }
        feed(one);
    }

    private void correct(Said one, Episode said) {
        Episode episode = one.episode();
        AlertState state = episode.emission().state();
        boolean late = episode.portrait().late() || said.portrait().late();
        episode.with(said.emission()).markedLate(late);
        if (state == AlertState.RETRACTED) {
            if (!isRetracted(said)) {
                announcer.retract(episode);
            }
            return;
        }
        boolean other = said.emission().state() != state && !isOver(said, state);
        if ((other || !said.sameAs(episode)) && !episode.emission().suppressed()) {
            announcer.say(episode, state);
        }
        feed(one);
    }

    /** Whether the last word was said on what has not changed since. */
    private static boolean isOver(Episode said, AlertState state) {
        return said.emission().state() == AlertState.FINAL && state == AlertState.OPEN;
    }

    private void feed(Said one) {
        if (!one.details().isEmpty()) {
            announcer.feed(one.episode(), groupKey, one.subject(), one.endMs(), one.details());
        }
    }
}
