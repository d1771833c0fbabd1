package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ChunkStore;
import dev.tocsin.rules.correlate.ContributionCodec;
import dev.tocsin.rules.correlate.CorrelationState;
import dev.tocsin.rules.correlate.CorrelationStep;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import java.util.List;

/** Brings a head up to date with its pages: the same steps once more give the same state. */
final class Replay {
    private Replay() {}

    /**
     * The group as it was when the last page was written. Under another definition its state stays
     * that of the head: it had no episode then or later, and is only good for being ended.
     */
    static StoredGroup of(
            StoredGroup head, List<JournalPage> pages, RuleSet set, ChunkStore chunks) {
        if (pages.isEmpty()) {
            return head;
        }
        CorrelationPlan plan = set.correlation(head.correlationId());
        CorrelationState state =
                plan == null || !head.isOf(plan)
                        ? head.state()
                        : replay(plan, head.state(), pages, chunks);
        JournalPage last = pages.getLast();
        return new StoredGroup(
                head.correlationId(), last.touchedMs(), last.wakeAtMs(), last.deadlineMs(), state);
    }

    /** Whether the state of a group was made by a definition in force. */
    static boolean knows(RuleSet set, StoredGroup group) {
        CorrelationPlan plan = set.correlation(group.correlationId());
        return plan != null && group.isOf(plan);
    }

    private static CorrelationState replay(
            CorrelationPlan plan,
            CorrelationState head,
            List<JournalPage> pages,
            ChunkStore chunks) {
        CorrelationState state = head;
        for (JournalPage page : pages) {
            for (Journaled journaled : page.contributions()) {
                state = step(plan, state, journaled, chunks);
            }
        }
        return state;
    }

    private static CorrelationState step(
            CorrelationPlan plan, CorrelationState state, Journaled journaled, ChunkStore chunks) {
        CorrelationState next =
                CorrelationStep.contribute(
                                Definition.listening(plan, journaled.past()),
                                state,
                                ContributionCodec.decode(journaled.contribution()),
                                chunks)
                        .state();
        if (next == null) {
            throw new IllegalStateException(
                    "Expected a state from a journaled contribution, but the step dropped it");
        }
        return next;
    }
}
