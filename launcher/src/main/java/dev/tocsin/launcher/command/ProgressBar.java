package dev.tocsin.launcher.command;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** One line on a terminal that is written over, a few times a second. */
final class ProgressBar {
    private static final int WIDTH = 30;
    private static final int LOOK_EVERY = 256;
    private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final PrintWriter terminal;
    private final boolean shown;
    private final long startedAt = System.nanoTime();
    private long saidAt = startedAt;

    /**
     * @param shown whether somebody sees it; otherwise it says nothing
     */
    ProgressBar(PrintWriter terminal, boolean shown) {
        this.terminal = terminal;
        this.shown = shown;
    }

    /** Events so far, and how much of all, from 0 to 1. */
    void at(long events, double part) {
        if (!shown || events % LOOK_EVERY != 0) {
            return;
        }
        long now = System.nanoTime();
        if (now - saidAt >= EVERY_NS) {
            saidAt = now;
            int full = (int) (part * WIDTH);
            double seconds = (double) (now - startedAt) / TimeUnit.SECONDS.toNanos(1);
            terminal.printf(
                    "\r[%s%s] %3.0f %%  %,d events, %,.0f a second ",
                    "#".repeat(full),
                    " ".repeat(WIDTH - full),
                    100 * part,
                    events,
                    events / seconds);
            terminal.flush();
        }
    }

    /** Takes the line away. */
    void end() {
        if (shown && saidAt != startedAt) {
            terminal.print("\r" + " ".repeat(WIDTH + 60) + "\r");
            terminal.flush();
        }
    }
}
