package dev.tocsin.launcher.supervise;

import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the processes stage by stage, restarts one that dies, and says what it sees in {@code
 * <home>/status.json}. The processes of one stage start together; a stage starts when every process
 * of the one before is healthy.
 */
public final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration FIRST_START = Duration.ofMinutes(3);

    private final Path home;
    private final List<Stage> stages;
    private final Supplier<String> rules;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String failure = "";
    private volatile boolean ready;

    /**
     * Processes that start together.
     *
     * @param children the processes
     * @param whenHealthy done once when all are healthy for the first time
     */
    public record Stage(List<SupervisedChild> children, Runnable whenHealthy) {
        public Stage {
            children = List.copyOf(children);
        }
    }

    /**
     * A supervisor; nothing starts before {@link #run}.
     *
     * @param home where {@code status.json} goes
     * @param stages what to start, in this order
     * @param rules what there is to say of the rules, for {@code ./tocsin status}
     */
    public Supervisor(Path home, List<Stage> stages, Supplier<String> rules) throws IOException {
        Files.createDirectories(home);
        this.home = home;
        this.stages = List.copyOf(stages);
        this.rules = rules;
    }

    /**
     * Runs until {@link #close} is called or a first start fails; then every process has been
     * stopped.
     *
     * @return whether it ended because it was asked to
     */
    public boolean run() {
        try {
            for (Stage stage : stages) {
                start(stage);
            }
            ready = true;
            say();
            LOG.info("Everything is healthy");
            while (!stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                stages.forEach(stage -> stage.children.forEach(SupervisedChild::watch));
                say();
            }
            return true;
        } catch (StartFailed e) {
            failure = String.valueOf(e.getMessage());
            LOG.error("Giving up: {}", failure);
            return stop.getCount() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            stopChildren();
            stopped.countDown();
        }
    }

    /** Whether every process was healthy at least once. */
    public boolean isReady() {
        return ready;
    }

    /** Stops every process, the last started first, and waits for that. */
    @Override
    public void close() {
        stop.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void start(Stage stage) throws StartFailed, InterruptedException {
        for (SupervisedChild child : stage.children) {
            child.firstStart();
        }
        long deadline = System.nanoTime() + FIRST_START.toNanos();
        while (!stage.children.stream().allMatch(SupervisedChild::isHealthy)) {
            if (stop.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartFailed("Stopped while it started");
            }
            for (SupervisedChild child : stage.children) {
                child.awaitHealthy(deadline);
            }
            watchBefore(stage);
            say();
        }
        try {
            stage.whenHealthy.run();
        } catch (IllegalStateException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
        say();
    }

    private void watchBefore(Stage stage) {
        for (Stage earlier : stages.subList(0, stages.indexOf(stage))) {
            earlier.children.forEach(SupervisedChild::watch);
        }
    }

    private void stopChildren() {
        for (Stage stage : stages.reversed()) {
            List<Thread> stopping = new ArrayList<>();
            for (SupervisedChild child : stage.children) {
                stopping.add(Thread.ofVirtual().start(child::stop));
            }
            for (Thread thread : stopping) {
                join(thread);
            }
            say();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say() {
        List<ChildStatus> children = new ArrayList<>();
        stages.forEach(stage -> stage.children.forEach(child -> children.add(child.status())));
        ProcessHandle self = ProcessHandle.current();
        boolean healthy =
                ready && children.stream().allMatch(child -> child.state().equals("healthy"));
        try {
            new MachineStatus(
                            self.pid(),
                            MachineStatus.startOf(self),
                            healthy,
                            failure,
                            children,
                            rules.get())
                    .write(home);
        } catch (IOException e) {
            LOG.warn("Expected to write {}/status.json, but: {}", home, e.toString());
        }
    }
}
