package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.correlate.EpisodeResult.OuterGroup;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells the correlations above of episodes: what is new, what has changed and what is gone. */
final class ResultFeed {
    private final CorrelationPlan plan;
    private final Announcer announcer;

    ResultFeed(CorrelationPlan plan, Announcer announcer) {
        this.plan = plan;
        this.announcer = announcer;
    }

    /**
     * Tells of the first frame of an episode, unless it is known.
     *
     * @param fed what they have heard of it before
     * @return what they have heard of it now
     */
    Fed tell(Fed fed, FirstResult first, boolean suppressed) {
        String digest = first.digest() + (suppressed ? "-" : "");
        if (digest.equals(fed.digest())) {
            return fed;
        }
        if (first.events().size() >= InnerResult.MAX_EVENTS) {
            announcer.lost(Loss.RESULT_EVENTS, 1);
        }
        List<OuterGroup> groups = groups(first.carried());
        List<OuterGroup> gone = new ArrayList<>(fed.groups());
        gone.removeAll(groups);
        announcer.tell(result(fed.key(), first, suppressed, gone));
        return new Fed(fed.key(), digest, groups);
    }

    /**
     * Tells that there is no such episode.
     *
     * @param last an event of it
     */
    Fed withdraw(Fed fed, EventRef last) {
        if (!fed.groups().isEmpty()) {
            announcer.tell(
                    new EpisodeResult(
                            plan.id(),
                            fed.key(),
                            false,
                            last,
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of(),
                            fed.groups()));
        }
        return fed.withdrawn();
    }

    private EpisodeResult result(
            String key, FirstResult first, boolean suppressed, List<OuterGroup> gone) {
        EventRef last = first.completing();
        return new EpisodeResult(
                plan.id(),
                key,
                plan.alerts() && !suppressed,
                new EventRef(key, first.endMs(), last.topic(), last.partition(), last.offset()),
                first.events(),
                first.context(),
                first.predicates(),
                first.carried(),
                gone);
    }

    private List<OuterGroup> groups(List<Carried> carried) {
        List<OuterGroup> groups = new ArrayList<>();
        for (Carried of : carried) {
            if (of.inner().equals(plan.id())) {
                of.groups().keySet().forEach(key -> groups.add(new OuterGroup(of.outer(), key)));
            }
        }
        return groups;
    }
}
