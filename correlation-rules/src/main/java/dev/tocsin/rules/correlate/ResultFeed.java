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
    private final JudgedBody body;
    private final Announcer announcer;

    ResultFeed(CorrelationPlan plan, JudgedBody body, Announcer announcer) {
        this.plan = plan;
        this.body = body;
        this.announcer = announcer;
    }

    /** Tells of the first frame of an episode, unless it is known. */
    void tell(JudgedEpisode episode, Found found) {
        if (!plan.isInner()) {
            return;
        }
        FirstResult first = found.first(body.window());
        String digest = first.digest();
        if (digest.equals(episode.fed().digest())) {
            return;
        }
        List<OuterGroup> groups = groups(first.carried());
        List<OuterGroup> gone = new ArrayList<>(episode.fed().groups());
        gone.removeAll(groups);
        episode.feed(new JudgedEpisode.Fed(digest, groups));
        announcer.tell(result(episode, first, gone));
    }

    /** Tells that there is no such episode. */
    void withdraw(JudgedEpisode episode) {
        List<OuterGroup> gone = episode.fed().groups();
        if (!gone.isEmpty()) {
            EventRef event = episode.episode().evidence().last();
            announcer.tell(
                    new EpisodeResult(
                            plan.id(),
                            episode.key(),
                            event,
                            List.of(),
                            Map.of(),
                            List.of(),
                            List.of(),
                            gone));
        }
        episode.feed(JudgedEpisode.Fed.NOTHING);
    }

    private EpisodeResult result(JudgedEpisode episode, FirstResult first, List<OuterGroup> gone) {
        EventRef last = first.completing();
        return new EpisodeResult(
                plan.id(),
                episode.key(),
                new EventRef(
                        episode.key(),
                        first.endMs(),
                        last.topic(),
                        last.partition(),
                        last.offset()),
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
