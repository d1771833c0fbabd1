package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.id.ContentId;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.Suppression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides, while one step works, what is said of episodes: the first revision at once, growth at
 * most once in {@value #GROWTH_INTERVAL_MS} ms, corrections at once, and a last revision.
 */
final class Announcer {
    /** The least time between two revisions that only tell of growth. */
    static final long GROWTH_INTERVAL_MS = 10_000;

    private final CorrelationPlan plan;
    private final long nowMs;
    private final CorrelationState owner;
    private List<Signal> signals = List.of();
    private List<EpisodeResult> results = List.of();
    private Map<Loss, Integer> lost = Map.of();

    /**
     * @param nowMs the group's clock, or the stream time of a wake-up
     */
    Announcer(CorrelationPlan plan, long nowMs, CorrelationState owner) {
        this.plan = plan;
        this.nowMs = nowMs;
        this.owner = owner;
    }

    List<Signal> signals() {
        return signals;
    }

    /** Tells the correlations above of an episode. */
    void tell(EpisodeResult result) {
        results = results.isEmpty() ? new ArrayList<>(1) : results;
        results.add(result);
    }

    List<EpisodeResult> results() {
        return results;
    }

    /** Notes that something was left out. */
    void lost(Loss loss, int times) {
        if (times > 0) {
            lost = lost.isEmpty() ? new EnumMap<>(Loss.class) : lost;
            lost.merge(loss, times, Integer::sum);
        }
    }

    Map<Loss, Integer> lost() {
        return lost;
    }

    long nowMs() {
        return nowMs;
    }

    /**
     * The id of an alert.
     *
     * @param firstMs time of the first evidence at the first emission
     * @param subject what tells it apart from other episodes of the group that begin at one time;
     *     may be empty
     */
    static String id(CorrelationPlan plan, String groupKey, long firstMs, String subject) {
        if (plan.isOfMatches()) {
            return ContentId.of(plan.id(), subject);
        }
        String first = Long.toString(firstMs);
        return subject.isEmpty()
                ? ContentId.of(plan.id(), groupKey, first)
                : ContentId.of(plan.id(), groupKey, first, subject);
    }

    /**
     * Says that there is an episode, unless it is suppressed.
     *
     * @param subject as for {@link #id}
     */
    Episode open(Episode episode, String subject, Contribution completing) {
        return open(
                episode,
                subject,
                completing.groupKey(),
                completing.timeMs(),
                completing.group(),
                completing.context());
    }

    /**
     * Says that there is an episode, unless it is suppressed.
     *
     * @param subject as for {@link #id}
     * @param completedMs time of the event that completed it, or of the end of its first frame
     * @param group the group values of the event that completed it
     * @param context what that event shows
     */
    Episode open(
            Episode episode,
            String subject,
            String groupKey,
            long completedMs,
            Map<String, String> group,
            Map<String, String> context) {
        String key = muteKey(group, context);
        String suppressor = owner.mutes().count(key, completedMs);
        if (suppressor != null) {
            return episode.with(Emission.unsaid(suppressor, nowMs));
        }
        String id = id(plan, groupKey, episode.firstMs(), subject);
        Suppression suppress = plan.suppress();
        if (suppress != null) {
            long untilMs = completedMs + suppress.span().toMillis();
            owner.mutes().start(Mute.of(key, id, completedMs, untilMs));
        }
        return say(
                episode.with(Emission.after(id, owner.takeRevision(id), nowMs)), AlertState.OPEN);
    }

    /** Says it now. */
    Episode say(Episode episode, AlertState state) {
        return say(episode, state, null);
    }

    /** Notes that an episode has changed: it is said when it is due. */
    Episode changed(Episode episode) {
        return episode.emission().suppressed()
                ? episode
                : episode.with(episode.emission().changed());
    }

    /** Says what has changed if the last revision is long enough ago. */
    Episode due(Episode episode) {
        return dueAtMs(episode) <= nowMs ? say(episode, AlertState.OPEN) : episode;
    }

    /**
     * Says an alert that is over once more when others were suppressed for it since, if the last
     * revision is long enough ago.
     */
    Episode counted(Episode episode) {
        return countedAtMs(episode) <= nowMs ? say(episode, episode.emission().state()) : episode;
    }

    /**
     * When {@link #counted} will have something to say; {@link StepResult#NEVER} if it will not.
     */
    long countedAtMs(Episode episode) {
        return isUncounted(episode)
                ? episode.emission().atMs() + GROWTH_INTERVAL_MS
                : StepResult.NEVER;
    }

    private boolean isUncounted(Episode episode) {
        Emission emission = episode.emission();
        boolean over = !emission.suppressed() && emission.state() != AlertState.RETRACTED;
        return over && owner.mutes().unsaid(emission.alertId());
    }

    /** When what has changed is to be said; {@link StepResult#NEVER} if nothing has. */
    long dueAtMs(Episode episode) {
        Emission emission = episode.emission();
        boolean unsaid = emission.pending() || owner.mutes().unsaid(emission.alertId());
        return emission.open() && unsaid ? emission.atMs() + GROWTH_INTERVAL_MS : StepResult.NEVER;
    }

    /**
     * Says the last word on an alert when no event can reach it any more, as far as the stream
     * tells; until then what is due.
     *
     * @param endMs no earlier than this; its last event and its suppression keep it open, too
     */
    Episode awake(Episode alert, long endMs, long settledMs) {
        return lastMs(alert, endMs) < settledMs && alert.emission().open()
                ? say(alert, AlertState.FINAL)
                : due(alert);
    }

    /** When {@link #awake} will have something to say; {@link StepResult#NEVER} if it will not. */
    long awakeAtMs(Episode alert, long endMs) {
        if (!alert.emission().open()) {
            return StepResult.NEVER;
        }
        return Math.min(lastMs(alert, endMs) + plan.grace().toMillis() + 1, dueAtMs(alert));
    }

    /**
     * Until when an alert's end, its last event, or its suppression, keeps it from being closed.
     */
    private long lastMs(Episode alert, long endMs) {
        return owner.mutes().endMs(alert.emission().alertId(), Math.max(endMs, alert.lastMs()));
    }

    /** Says the last word on an episode that cannot change any more. */
    void close(Episode episode) {
        if (episode.emission().open()) {
            say(episode, AlertState.FINAL);
        } else if (isUncounted(episode)) {
            say(episode, episode.emission().state());
        }
    }

    /** Whether suppression keeps an episode from being closed: its counter may still rise. */
    boolean counts(Episode episode, long horizonMs) {
        Emission said = episode.emission();
        long unsettledMs = nowMs - plan.settle().toMillis();
        return !said.suppressed()
                && owner.mutes().endMs(said.alertId(), Long.MIN_VALUE)
                        >= Math.min(horizonMs, unsettledMs);
    }

    /**
     * Tells the correlations above of an episode without frames, unless they know.
     *
     * @param subject as for {@link #id}
     * @param endMs time of the result
     * @param details the events behind it, in time order, at least one
     */
    Episode feed(
            Episode episode, String groupKey, String subject, long endMs, List<Detail> details) {
        if (!plan.isInner()) {
            return episode;
        }
        Emission said = episode.emission();
        Fed fed = said.fed();
        if (fed.key().isEmpty()) {
            boolean named = !said.suppressed();
            fed =
                    new Fed(
                            named ? said.alertId() : id(plan, groupKey, episode.firstMs(), subject),
                            "",
                            List.of());
        }
        FirstResult first = FirstResult.of(new FirstFrame(endMs, details));
        Fed told = new ResultFeed(plan, this).tell(fed, first, said.suppressed());
        return episode.with(said.feeding(told));
    }

    /** Says that there was nothing, to the correlations above, too. */
    Episode retract(Episode episode) {
        Fed fed = episode.emission().fed();
        if (!fed.groups().isEmpty()) {
            Fed told = new ResultFeed(plan, this).withdraw(fed, episode.evidence().last());
            episode.with(episode.emission().feeding(told));
        }
        if (episode.emission().suppressed()) {
            owner.mutes().uncount(episode.emission().alertId());
            return episode.with(episode.emission().retracted());
        }
        return say(episode, AlertState.RETRACTED);
    }

    /**
     * Retracts an alert of which nothing will be kept but its last revision.
     *
     * @param reachMs how long after this it can be found again
     */
    void withdraw(Episode episode, long reachMs) {
        boolean known = episode.emission().state() == AlertState.RETRACTED;
        Emission said = known ? episode.emission() : retract(episode).emission();
        if (!said.suppressed()) {
            lost(Loss.REVISIONS, owner.note(said.alertId(), said.revision(), nowMs + reachMs));
        }
    }

    /**
     * Retracts an alert of which nothing will be kept. Where results of other correlations can be
     * taken back, it may come back: then its last revision is.
     *
     * @param reachMs how far back the correlation looks
     */
    void drop(Episode episode, long reachMs) {
        if (plan.inner() != 0) {
            withdraw(episode, reachMs + plan.grace().toMillis());
        } else if (episode.emission().state() != AlertState.RETRACTED) {
            retract(episode);
        }
    }

    /** Says at once what is found now in the place of what was said. */
    Episode revise(Episode said, Episode found) {
        boolean late = said.portrait().late() || found.portrait().late();
        Episode revised = found.with(said.emission()).markedLate(late);
        return revised.emission().suppressed() ? revised : say(revised, AlertState.OPEN);
    }

    /** Says that an episode is now a part of another; gives the one that is gone. */
    Episode supersede(Episode gone, Episode survivor) {
        Emission said = gone.emission();
        String survivorId = survivor.emission().alertId();
        if (said.suppressed()) {
            owner.mutes().uncount(said.alertId());
            return gone.with(said.retracted());
        }
        Episode told = say(gone, AlertState.SUPERSEDED, survivorId);
        owner.mutes().pass(said.alertId(), survivorId);
        return told;
    }

    private Episode say(Episode episode, AlertState state, @Nullable String supersededBy) {
        Emission said = episode.emission().next(state, nowMs);
        signals = signals.isEmpty() ? new ArrayList<>(1) : signals;
        signals.add(
                new Signal(
                        said.alertId(),
                        said.revision(),
                        state,
                        episode.portrait().group(),
                        episode.firstMs(),
                        episode.lastMs(),
                        episode.measured().first(),
                        episode.measured().greatest(),
                        episode.evidence().count(),
                        episode.shown(),
                        episode.measured().sequence(),
                        episode.scores(),
                        episode.portrait().predicates(),
                        episode.portrait().context(),
                        episode.portrait().late(),
                        lacks(episode),
                        owner.mutes().countOf(said.alertId()),
                        supersededBy));
        owner.mutes().said(said.alertId());
        return episode.with(said);
    }

    /** Whether its value may be too low, because events of its first frame were forgotten. */
    private boolean lacks(Episode episode) {
        return owner.body() instanceof JudgedBody judged
                && judged.lacks(episode.measured().firstEndMs(), plan.timespan().toMillis());
    }

    private String muteKey(Map<String, String> group, Map<String, String> context) {
        Suppression suppress = plan.suppress();
        if (suppress == null) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (String field : suppress.by()) {
            String value = group.get(field);
            value = value == null ? context.getOrDefault(field, "") : value;
            parts.add(Folding.fold(value));
        }
        return Tuples.join(parts);
    }
}
