package dev.tocsin.rules.correlate;

import dev.tocsin.alert.Alert.MatchedPredicate;
import dev.tocsin.alert.AlertState;
import dev.tocsin.rules.plan.CorrelationPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings what was said in line with what was found. An episode that was said goes on as the first
 * one found that shares an event with it; where several meet, the earliest that has alerted
 * survives. What is found no more is retracted, and can come back under its id.
 */
final class Rejudgement {
    private final CorrelationPlan plan;
    private final JudgedBody body;
    private final Announcer announcer;
    private final ResultFeed feed;
    private final List<JudgedEpisode> left;
    private final List<JudgedEpisode> next = new ArrayList<>();
    private final List<Found> founds = new ArrayList<>();

    /**
     * @param sinceMs episodes that end before are closed: nothing is said of them
     */
    Rejudgement(CorrelationPlan plan, JudgedBody body, long sinceMs, Announcer announcer) {
        this.plan = plan;
        this.body = body;
        this.announcer = announcer;
        this.feed = new ResultFeed(plan, announcer);
        this.left = new ArrayList<>(body.judged());
        for (JudgedEpisode known : body.judged()) {
            if (known.toMs() < sinceMs) {
                left.remove(known);
                next.add(known);
                founds.add(new Found(List.of(), null));
            }
        }
    }

    /**
     * Takes all that was found, in time order.
     *
     * @param openFromMs what reaches so far is not judged yet, and stays as it is
     */
    void apply(List<Found> all, long openFromMs) {
        List<Episode> contents = new ArrayList<>(all.size());
        List<@Nullable JudgedEpisode> survivors = new ArrayList<>(all.size());
        for (Found found : all) {
            Episode content = EpisodeContent.of(plan, found, body.window());
            contents.add(content);
            survivors.add(namesake(found, namedAtMs(found, content)));
        }
        for (int i = 0; i < all.size(); i++) {
            tell(all.get(i), contents.get(i), survivors.get(i));
        }
        for (JudgedEpisode known : left) {
            if (!known.isGone() && known.toMs() < openFromMs) {
                leave(known);
            }
            next.add(known);
        }
        next.sort((x, y) -> Long.compare(x.fromMs(), y.fromMs()));
        body.judge(next);
    }

    private void tell(Found found, Episode content, @Nullable JudgedEpisode namesake) {
        JudgedEpisode survivor = namesake == null ? survivor(found) : namesake;
        left.remove(survivor);
        JudgedEpisode told =
                survivor == null ? open(found, content) : goOn(survivor, found, content);
        next.add(told);
        founds.add(found);
        if (plan.isInner()) {
            FirstResult first = found.first(body.window());
            boolean suppressed = told.episode().emission().suppressed();
            told.feed(feed.tell(told.fed(), first, suppressed));
        }
    }

    /**
     * What tells an episode apart from the others of its group: its first evidence, or, over
     * correlations, its first result. Two results may have the same evidence.
     */
    private long namedAtMs(Found found, Episode content) {
        return plan.inner() == 0 ? content.firstMs() : found.fromMs();
    }

    /** What its id needs beside the time of its first evidence. */
    private String subject(Found found) {
        return plan.inner() == 0 ? "" : Long.toString(found.fromMs());
    }

    /**
     * An alert that has the id which an alert of this content would get: it is the one. So is an
     * episode that was suppressed, where no alert goes on: correlations above know it by that id.
     */
    private @Nullable JudgedEpisode namesake(Found found, long namedAtMs) {
        JudgedEpisode silent = null;
        boolean goesOn = false;
        for (JudgedEpisode known : left) {
            boolean suppressed = known.episode().emission().suppressed();
            boolean named = known.namedAtMs() == namedAtMs;
            if (named && !suppressed) {
                left.remove(known);
                return known;
            }
            silent = named ? known : silent;
            goesOn |= !suppressed && found.touches(known);
        }
        if (silent == null || goesOn) {
            return null;
        }
        left.remove(silent);
        return silent;
    }

    private @Nullable JudgedEpisode survivor(Found found) {
        JudgedEpisode best = null;
        for (JudgedEpisode known : left) {
            if (found.touches(known) && (best == null || known.rank() < best.rank())) {
                best = known;
            }
        }
        return best;
    }

    private JudgedEpisode open(Found found, Episode content) {
        Episode told = announce(found, content);
        String key =
                told.emission().suppressed()
                        ? Announcer.id(plan, body.groupKey(), told.firstMs(), subject(found))
                        : told.emission().alertId();
        JudgedEpisode opened =
                new JudgedEpisode(key, namedAtMs(found, told), told, found.fromMs(), found.toMs());
        opened.freeze(found.frozen());
        return opened;
    }

    private Episode announce(Found found, Episode content) {
        long completedMs = content.measured().firstEndMs();
        if (!found.isOpenAtStart()) {
            return announcer.open(
                    content,
                    subject(found),
                    body.groupKey(),
                    completedMs,
                    content.portrait().group(),
                    content.portrait().firstValues());
        }
        Detail completing = FirstFrame.of(found, body.window()).completing();
        return announcer.open(
                content.completedBy(completing.predicates()),
                subject(found),
                body.groupKey(),
                completedMs,
                completing.group(),
                completing.context());
    }

    private JudgedEpisode goOn(JudgedEpisode survivor, Found found, Episode content) {
        survivor.freeze(found.frozen());
        Episode said = survivor.episode();
        List<MatchedPredicate> predicates = said.portrait().predicates();
        Episode told;
        if (survivor.isGone()) {
            told =
                    said.emission().suppressed()
                            ? announce(found, content)
                            : announcer.revise(said, content.completedBy(predicates));
        } else {
            boolean late = said.portrait().late() || content.portrait().late();
            content.completedBy(predicates).markedLate(late).with(said.emission());
            told = correct(said, content, joins(survivor, found));
        }
        survivor.set(told, found.fromMs(), found.toMs());
        return survivor;
    }

    private Episode correct(Episode said, Episode content, boolean joins) {
        if (content.emission().suppressed() || (!joins && said.sameAs(content))) {
            return content;
        }
        return joins || !content.growsFrom(said)
                ? announcer.say(content, AlertState.OPEN)
                : announcer.changed(content);
    }

    private boolean joins(JudgedEpisode survivor, Found found) {
        for (JudgedEpisode known : left) {
            if (!known.equals(survivor) && !known.isGone() && found.touches(known)) {
                return true;
            }
        }
        return false;
    }

    /** An episode that goes on as none: it is part of another, or it was nothing. */
    private void leave(JudgedEpisode known) {
        known.feed(feed.withdraw(known.fed(), known.episode().evidence().last()));
        for (int i = 0; i < founds.size(); i++) {
            if (founds.get(i).touches(known)) {
                known.freeze(List.of());
                known.set(announcer.supersede(known.episode(), next.get(i).episode()));
                return;
            }
        }
        known.set(announcer.retract(known.episode()));
    }
}
