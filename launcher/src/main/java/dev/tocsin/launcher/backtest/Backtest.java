package dev.tocsin.launcher.backtest;

import dev.tocsin.alert.Alert;
import dev.tocsin.launcher.backtest.Replay.Replayed;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.run.RuleRunner;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs rule sets side by side over one replay, each event through all of them. The end of the
 * replay closes what is open.
 */
public final class Backtest {
    private final List<Side> sides;

    public Backtest(List<Side> sides) {
        this.sides = List.copyOf(sides);
    }

    /** One version of the rules, and who is told of its alert revisions. */
    public static final class Side {
        private final RuleRunner runner;
        private final Consumer<Alert> revisions;

        /**
         * @param mostStateBytes how much memory its correlations may take
         */
        public Side(RuleSet rules, long mostStateBytes, Consumer<Alert> revisions) {
            this.runner = new RuleRunner(rules, mostStateBytes);
            this.revisions = revisions;
        }

        /** How many contributions came too late for their group. */
        public long tooLate() {
            return runner.tooLate();
        }
    }

    /** Is told how it goes. */
    public interface Watch {
        /** After every event; {@code progress} goes from 0 to 1. */
        void at(long events, double progress);
    }

    /**
     * Runs to the end.
     *
     * @return how many events there were
     * @throws RuleRunner.TooMuchState when correlations need more memory than they may
     */
    public long run(Replay replay, Watch watch) throws IOException {
        long events = 0;
        for (Replayed next = replay.next(); next != null; next = replay.next()) {
            for (Side side : sides) {
                side.runner.accept(next.event(), next.ref()).forEach(side.revisions);
            }
            watch.at(++events, replay.progress());
        }
        for (Side side : sides) {
            side.runner.finish().forEach(side.revisions);
        }
        return events;
    }
}
