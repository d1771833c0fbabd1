package dev.tocsin.desk.limit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes attempts wait that keep failing: after some that are free, each failure doubles the wait up
 * to a longest one, and a time without failures forgets them. Nobody is ever locked out for good.
 * An attempt counts as failed from its beginning, so that many at once find out no more than one
 * after the other. Thread-safe.
 */
public final class Delays {
    private static final int MAX_KEPT = 50_000;
    private static final int MAX_DOUBLINGS = 30;

    private final Policy policy;
    private final InstantSource clock;
    private final Map<String, Failures> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * How long to wait.
     *
     * @param free failures after which nobody waits
     * @param first how long to wait after the next one
     * @param longest how long to wait at most
     * @param forgotten after how long without a failure all of them are forgotten
     */
    public record Policy(int free, Duration first, Duration longest, Duration forgotten) {}

    private record Failures(int count, long lastMs, long untilMs) {}

    public Delays(Policy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Begins an attempt, unless it has to wait.
     *
     * @param who or what is attempted
     * @return how long it has to wait; zero when it has begun
     */
    public synchronized Duration begin(String who) {
        long now = clock.millis();
        Failures before = kept.get(who);
        if (before != null && now < before.untilMs()) {
            return Duration.ofMillis(before.untilMs() - now);
        }
        int count = before == null || isForgotten(before, now) ? 1 : before.count() + 1;
        kept.put(who, new Failures(count, now, now + waitMs(count)));
        if (kept.size() > MAX_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        return Duration.ZERO;
    }

    /** Takes one attempt back, which did not fail or was never made. */
    public synchronized void undo(String who) {
        kept.computeIfPresent(
                who,
                (_, failures) ->
                        failures.count() <= 1
                                ? null
                                : new Failures(failures.count() - 1, failures.lastMs(), 0));
    }

    /** Forgets all failures of somebody. */
    public synchronized void forget(String who) {
        kept.remove(who);
    }

    private boolean isForgotten(Failures failures, long nowMs) {
        return nowMs - failures.lastMs() >= policy.forgotten().toMillis();
    }

    private long waitMs(int count) {
        if (count <= policy.free()) {
            return 0;
        }
        int doublings = Math.min(count - policy.free() - 1, MAX_DOUBLINGS);
        return Math.min(policy.longest().toMillis(), policy.first().toMillis() << doublings);
    }
}
