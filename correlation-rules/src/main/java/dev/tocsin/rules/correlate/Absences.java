package dev.tocsin.rules.correlate;

import dev.tocsin.alert.AlertState;
import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.TypeSettings.AbsenceSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code absence}: the gaps between the times at which a group was heard. A silence is told apart
 * by the event that it begins with. It is announced when it has lasted long enough by the time of
 * the stream, or when the event that ends it comes first; that event resolves it. A late event ends
 * it earlier, or fills the gap: then it is retracted.
 *
 * <p>Evidence is the event before the silence and the one that ended it, or the events behind them;
 * they count for nothing. The value is the length in seconds; of a silence that was not ended, the
 * timespan.
 */
final class Absences implements Learner {
    private final long timespanMs;
    private final long settleMs;
    private final long forgetMs;

    /**
     * @throws IllegalArgumentException when the plan is of another type
     */
    Absences(CorrelationPlan plan) {
        if (!(plan.settings() instanceof AbsenceSettings own)) {
            throw new IllegalArgumentException("Expected absence, but found " + plan.type().text());
        }
        this.timespanMs = plan.timespan().toMillis();
        this.settleMs = Math.max(1, plan.settle().toMillis());
        this.forgetMs = own.forget().toMillis();
    }

    @Override
    public long reachMs() {
        return Math.max(forgetMs, timespanMs + settleMs);
    }

    @Override
    public Body empty(ChunkStore store) {
        return new AbsenceBody("", List.of());
    }

    /** What is known of a group that must be heard from a time on. */
    static Body expecting(ExpectedGroup group, long sinceMs) {
        return new AbsenceBody(group.groupKey(), List.of(Presence.expected(group, sinceMs)));
    }

    @Override
    public Body add(
            Body body,
            Contribution contribution,
            boolean late,
            long horizonMs,
            Announcer announcer) {
        List<Presence> presences = new ArrayList<>(((AbsenceBody) body).presences());
        hear(presences, Presence.of(Detail.carrying(contribution, late)), announcer);
        for (int i = 0; i < presences.size(); i++) {
            Presence next = i + 1 < presences.size() ? presences.get(i + 1) : null;
            presences.set(
                    i,
                    presences
                            .get(i)
                            .with(
                                    judged(
                                            presences.get(i),
                                            next,
                                            contribution.groupKey(),
                                            late,
                                            announcer)));
        }
        return settled(contribution.groupKey(), presences, horizonMs, announcer);
    }

    @Override
    public Body settled(Body body, long horizonMs, Announcer announcer) {
        AbsenceBody before = (AbsenceBody) body;
        List<Presence> presences = new ArrayList<>(before.presences());
        return settled(before.groupKey(), presences, horizonMs, announcer);
    }

    private static AbsenceBody settled(
            String groupKey, List<Presence> presences, long horizonMs, Announcer announcer) {
        while (presences.size() > 1 && presences.get(1).startMs() < horizonMs) {
            Episode silence = presences.getFirst().silence();
            if (silence != null && announcer.counts(silence, horizonMs)) {
                break;
            }
            if (silence != null) {
                announcer.close(silence);
            }
            presences.removeFirst();
        }
        presences.replaceAll(presence -> counted(presence, announcer));
        return new AbsenceBody(groupKey, presences);
    }

    /** A silence that has ended still says how many others it stands for. */
    private static Presence counted(Presence presence, Announcer announcer) {
        Episode silence = presence.silence();
        return silence == null ? presence : presence.with(announcer.counted(silence));
    }

    @Override
    public List<Said> said(Body body) {
        List<Said> said = new ArrayList<>();
        for (Presence presence : ((AbsenceBody) body).presences()) {
            Episode silence = presence.silence();
            if (silence != null) {
                Detail end = presence.end();
                long endMs = presence.endMs() + timespanMs;
                said.add(new Said(silence, "", endMs, end.context(), List.of(end)));
            }
        }
        return said;
    }

    @Override
    public Body wake(Body body, long streamTimeMs, long settledMs, Announcer announcer) {
        AbsenceBody before = (AbsenceBody) body;
        if (before.presences().isEmpty()) {
            return before;
        }
        List<Presence> presences = new ArrayList<>(before.presences());
        presences.replaceAll(presence -> counted(presence, announcer));
        Presence last = presences.getLast();
        Episode silence = last.silence();
        if (silence != null) {
            presences.set(presences.size() - 1, last.with(announcer.due(silence)));
        } else if (last.endMs() + timespanMs + settleMs <= streamTimeMs) {
            presences.set(
                    presences.size() - 1,
                    last.with(
                            fed(
                                    last,
                                    open(last, before.groupKey(), announcer),
                                    before.groupKey(),
                                    announcer)));
        }
        return new AbsenceBody(before.groupKey(), presences);
    }

    @Override
    public long dueAtMs(Body body, Announcer announcer) {
        Presence last = ((AbsenceBody) body).presences().getLast();
        Episode silence = last.silence();
        long dueMs =
                silence == null ? last.endMs() + timespanMs + settleMs : announcer.dueAtMs(silence);
        for (Episode said : body.episodes()) {
            dueMs = Math.min(dueMs, announcer.countedAtMs(said));
        }
        return dueMs;
    }

    /** Joins an event with the presences that it belongs to: none, one, or two with it between. */
    private void hear(List<Presence> presences, Presence event, Announcer announcer) {
        Presence first = presences.isEmpty() ? null : presences.getFirst();
        if (first != null && first.isExpected() && event.startMs() < first.startMs()) {
            retract(first.silence(), announcer);
            presences.removeFirst();
        }
        Presence joined = event;
        for (int i = 0; i < presences.size(); i++) {
            Presence known = presences.get(i);
            boolean near =
                    known.startMs() - timespanMs <= event.startMs()
                            && event.startMs() <= known.endMs() + timespanMs;
            if (near && !known.isExpected()) {
                joined = joined(known, joined, announcer);
                presences.remove(i--);
            }
        }
        int at = presences.size();
        while (at > 0 && presences.get(at - 1).startMs() > joined.startMs()) {
            at--;
        }
        presences.add(at, joined);
    }

    private Presence joined(Presence one, Presence other, Announcer announcer) {
        boolean ordered = Detail.ORDER.compare(one.end(), other.end()) < 0;
        Presence last = ordered ? other : one;
        Presence before = ordered ? one : other;
        Episode silence = last.silence();
        if (silence == null && before.endMs() == last.endMs()) {
            silence = before.silence();
        } else {
            retract(before.silence(), announcer);
        }
        Presence first = one.startsBefore(other) ? one : other;
        return new Presence(first.start(), first.behind(), last.end(), silence);
    }

    private void retract(@Nullable Episode silence, Announcer announcer) {
        if (silence != null) {
            announcer.drop(silence, reachMs());
        }
    }

    /** What is said of the silence between two presences; of that after the last, what was said. */
    private @Nullable Episode judged(
            Presence before,
            @Nullable Presence next,
            String groupKey,
            boolean late,
            Announcer announcer) {
        Episode silence = said(before, next, groupKey, late, announcer);
        return silence == null ? null : fed(before, silence, groupKey, announcer);
    }

    /** The correlations above hear of the event after which it was silent. */
    private Episode fed(Presence before, Episode silence, String groupKey, Announcer announcer) {
        return announcer.feed(
                silence, groupKey, "", before.endMs() + timespanMs, List.of(before.end()));
    }

    private @Nullable Episode said(
            Presence before,
            @Nullable Presence next,
            String groupKey,
            boolean late,
            Announcer announcer) {
        Episode said = before.silence();
        if (next == null) {
            return said == null
                    ? null
                    : revised(said, found(before, null), AlertState.OPEN, late, announcer);
        }
        long lengthMs = next.startMs() - before.endMs();
        if (lengthMs <= timespanMs) {
            retract(said, announcer);
            return null;
        }
        Episode opened = said == null ? open(before, groupKey, announcer) : said;
        return lengthMs <= forgetMs
                ? revised(opened, found(before, next), AlertState.RESOLVED, late, announcer)
                : revised(opened, found(before, null), AlertState.FINAL, late, announcer);
    }

    private Episode open(Presence before, String groupKey, Announcer announcer) {
        Detail end = before.end();
        return announcer.open(
                found(before, null),
                "",
                groupKey,
                before.endMs() + timespanMs,
                end.group(),
                end.context());
    }

    private static Episode revised(
            Episode said, Episode found, AlertState state, boolean late, Announcer announcer) {
        if (said.emission().suppressed()) {
            return found.with(said.emission());
        }
        if (said.sameAs(found) && said.emission().state() == state) {
            return said;
        }
        found.markedLate(late || said.portrait().late());
        return announcer.say(found.with(said.emission()), state);
    }

    /**
     * The silence after a presence.
     *
     * @param next what ended it; null while nothing did
     */
    private Episode found(Presence before, @Nullable Presence next) {
        Detail start = before.end();
        long lengthMs = next == null ? timespanMs : next.startMs() - before.endMs();
        List<EventRef> end = next == null ? List.of() : List.of(next.start());
        return new Episode(
                new Evidence(0, List.of(start.ref()), end).shownAs(behind(start, next)),
                Portrait.of(start),
                Measured.of(lengthMs / 1_000.0, before.endMs() + timespanMs),
                Emission.none());
    }

    /** The events behind both ends, the first and the last; empty if no end is a result. */
    private static List<EventRef> behind(Detail start, @Nullable Presence next) {
        List<EventRef> end = next == null ? List.of() : next.startEvents();
        if (start.result() == null && (next == null || next.behind().isEmpty())) {
            return List.of();
        }
        Map<String, EventRef> events = new HashMap<>();
        start.events().forEach(event -> events.put(event.id(), event));
        end.forEach(event -> events.put(event.id(), event));
        FirstAndLast<EventRef> shown = new FirstAndLast<>(Evidence.ORDER, List.of(), List.of());
        events.values().forEach(shown::add);
        return shown.all();
    }
}
