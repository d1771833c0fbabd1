package dev.tocsin.launcher.supervise;

import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Child} with its history: what state it is in, how often it was restarted, when the next
 * try is due. A child that dies is started again at once, then after 1, 2, 4 … at most 30 seconds
 * while it keeps dying within a minute.
 */
public final class SupervisedChild {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedChild.class);
    private static final long PROBE_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long STEADY = TimeUnit.SECONDS.toNanos(60);
    private static final long LONGEST_WAIT_SECONDS = 30;

    private final Child child;
    private final String logHint;
    private final Supplier<String> progress;
    private String state = "waiting";
    private String detail = "";
    private int restarts;
    private int quickDeaths;
    private long startedAt;
    private long nextTry;
    private long nextProbe;

    /**
     * A child to watch.
     *
     * @param child the process
     * @param logHint how people read its log, for messages
     * @param progress what it says of a long start; empty for nothing
     */
    public SupervisedChild(Child child, String logHint, Supplier<String> progress) {
        this.child = child;
        this.logHint = logHint;
        this.progress = progress;
    }

    void firstStart() throws StartFailed {
        state = "starting";
        startedAt = System.nanoTime();
        try {
            child.start();
        } catch (IOException e) {
            state = "stopped";
            throw new StartFailed(child.name() + ": " + e.getMessage());
        }
    }

    void awaitHealthy(long deadline) throws StartFailed {
        if (isHealthy()) {
            return;
        }
        if (!child.isAlive()) {
            state = "stopped";
            throw new StartFailed(
                    child.failure().isEmpty()
                            ? "Expected %s to start, but its process ended. See %s"
                                    .formatted(child.name(), logHint)
                            : child.name() + ": " + child.failure());
        }
        if (child.isHealthy()) {
            healthy();
        } else if (System.nanoTime() > deadline) {
            throw new StartFailed(
                    "Expected %s to be healthy within 3 minutes, but it is not. See %s"
                            .formatted(child.name(), logHint));
        }
    }

    /** One look: restarts the process when it has died, asks it otherwise. */
    void watch() {
        long now = System.nanoTime();
        if (!child.isAlive()) {
            restartWhenDue(now);
        } else if (now >= nextProbe) {
            nextProbe = now + PROBE_EVERY;
            if (child.isHealthy()) {
                healthy();
            } else if (state.equals("healthy")) {
                state = "unhealthy";
                LOG.warn("{} does not answer", child.name());
            }
        }
    }

    boolean isHealthy() {
        return state.equals("healthy");
    }

    void stop() {
        if (child.isAlive()) {
            child.stop();
        }
        state = "stopped";
    }

    ChildStatus status() {
        long pid = child.pid();
        long since = ProcessHandle.of(pid).map(MachineStatus::startOf).orElse(0L);
        String said = state.equals("starting") && restarts == 0 ? progress.get() : detail;
        return new ChildStatus(child.name(), pid, since, state, restarts, said);
    }

    private void healthy() {
        if (!state.equals("healthy")) {
            LOG.info("{} is healthy (process {})", child.name(), child.pid());
        }
        state = "healthy";
    }

    private void restartWhenDue(long now) {
        if (!state.equals("restarting")) {
            quickDeaths = now - startedAt < STEADY ? quickDeaths + 1 : 0;
            long wait =
                    quickDeaths == 0 ? 0 : Math.min(1L << (quickDeaths - 1), LONGEST_WAIT_SECONDS);
            nextTry = now + TimeUnit.SECONDS.toNanos(wait);
            state = "restarting";
            detail = "its process " + child.pid() + " ended; see " + logHint;
            LOG.warn(
                    "{} has ended (process {}); restarting in {} s",
                    child.name(),
                    child.pid(),
                    wait);
        }
        if (now < nextTry) {
            return;
        }
        try {
            child.start();
            restarts++;
            startedAt = now;
            state = "starting";
        } catch (IOException e) {
            nextTry = now + TimeUnit.SECONDS.toNanos(LONGEST_WAIT_SECONDS);
            detail = String.valueOf(e.getMessage());
            LOG.error("Expected to restart {}, but: {}", child.name(), e.getMessage());
        }
    }
}
