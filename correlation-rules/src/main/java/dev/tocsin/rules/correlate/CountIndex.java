package dev.tocsin.rules.correlate;

import org.jspecify.annotations.Nullable;

/** {@code event_count}: a difference of two places in the window. */
record CountIndex(Window window, long timespanMs) implements FrameIndex {

    @Override
    public void add(long timeMs, @Nullable Entry entry) {
        // The window has it.
    }

    @Override
    public boolean addLate(long timeMs, @Nullable Entry entry) {
        return true;
    }

    @Override
    public double value(long endMs) {
        return window.count(endMs - timespanMs, endMs);
    }

    @Override
    public boolean seesEvents() {
        return false;
    }
}
