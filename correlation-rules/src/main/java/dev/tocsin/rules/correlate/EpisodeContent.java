package dev.tocsin.rules.correlate;

import dev.tocsin.event.EventRef;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.CorrelationType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the content of an episode of its frozen parts and of the events in the window. */
final class EpisodeContent implements Window.Visitor {
    private final List<JudgedEpisode.Frozen> frozen = new ArrayList<>();
    private final boolean isRisk;

    /** Where entries of the window may stand for the same event. */
    private final @Nullable Set<String> seen;

    private @Nullable Episode whole;

    private EpisodeContent(CorrelationPlan plan) {
        this.isRisk = plan.type() == CorrelationType.RISK;
        this.seen = plan.inner() != 0 ? new HashSet<>() : null;
    }

    /** The content of what was found. */
    static Episode of(CorrelationPlan plan, Found found, Window window) {
        return of(plan, found.frozen(), found.frames(), window);
    }

    /** The content of frozen parts and frames, at least one of them. */
    static Episode of(
            CorrelationPlan plan,
            List<JudgedEpisode.Frozen> frozen,
            @Nullable FoundFrames frames,
            Window window) {
        EpisodeContent content = new EpisodeContent(plan);
        frozen.forEach(content::addFrozen);
        if (frames != null) {
            window.forEach(frames.fromMs(), frames.toMs(), content);
            Episode episode = content.whole();
            return episode.plus(measured(plan, frames, frozen.isEmpty(), window));
        }
        return content.whole();
    }

    /** With the sequence, if it is in these frames and not in a frozen part. */
    private static Measured measured(
            CorrelationPlan plan, FoundFrames frames, boolean isFirst, Window window) {
        Measured measured = frames.measured();
        return isFirst && plan.marksSequence()
                ? measured.with(
                        SequenceSearch.in(
                                window,
                                frames.fromMs(),
                                measured.firstEndMs(),
                                plan.ruleIds().size(),
                                (int) measured.first()))
                : measured;
    }

    private Episode whole() {
        if (whole == null) {
            throw new IllegalStateException("Expected an episode with events, but found none");
        }
        return whole;
    }

    private void addFrozen(JudgedEpisode.Frozen part) {
        frozen.add(part);
        if (seen != null) {
            part.part().evidence().shown().forEach(ref -> seen.add(ref.id()));
        }
        whole = whole == null ? part.part().copy() : whole.plus(part.part());
    }

    @Override
    public void visit(long timeMs, @Nullable Entry entry) {
        Detail detail = entry == null || isFrozen(timeMs) ? null : entry.detail();
        if (detail == null) {
            return;
        }
        List<EventRef> events = unseen(detail.events());
        if (whole == null) {
            whole = Episode.of(detail, events);
        } else {
            whole = whole.plus(detail, events);
        }
        InnerResult result = detail.result();
        if (isRisk && entry != null && result != null) {
            double score = Double.parseDouble(entry.values().getFirst());
            whole.scores().add(result.episode(), result.source(), timeMs, score);
        }
    }

    private boolean isFrozen(long timeMs) {
        for (JudgedEpisode.Frozen part : frozen) {
            if (part.has(timeMs)) {
                return true;
            }
        }
        return false;
    }

    private List<EventRef> unseen(List<EventRef> events) {
        if (seen == null) {
            return events;
        }
        List<EventRef> unseen = new ArrayList<>(events.size());
        for (EventRef event : events) {
            if (seen.add(event.id())) {
                unseen.add(event);
            }
        }
        return unseen;
    }
}
