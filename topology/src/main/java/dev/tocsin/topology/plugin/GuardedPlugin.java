package dev.tocsin.topology.plugin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.plugin.EventPlugin;
import dev.tocsin.plugin.PluginCall;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.Plugins.Answer;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plugin and what it cost so far. Each call runs on a thread of the plugin's, and the stream
 * waits for it no longer than the deadline: a thread that cannot be stopped is left behind with the
 * copy of the event that it has, and only so many are before the plugin is switched off. There are
 * as many threads as callers at once, and those left behind. Thread-safe.
 */
final class GuardedPlugin implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedPlugin.class);

    private final EventPlugin plugin;
    private final String name;
    private final PluginLimits limits;
    private final TopologyMetrics metrics;
    private final Deque<ExecutorService> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger overdue = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable String off;

    GuardedPlugin(EventPlugin plugin, PluginLimits limits, TopologyMetrics metrics) {
        this.plugin = plugin;
        this.name = plugin.name();
        this.limits = limits;
        this.metrics = metrics;
    }

    /** What a plugin is told, and what it says. */
    private record Call(Instant receivedAt, @Nullable String source, List<String> problems)
            implements PluginCall {
        @Override
        public void problem(String text) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(text);
            }
        }
    }

    /** The most problems of one call that are kept. */
    private static final int MOST_PROBLEMS = 100;

    Answer run(ObjectNode event, PipelineContext context) {
        String why = off;
        if (why != null) {
            return new Answer.Failed("it switched off: " + why);
        }
        ExecutorService worker = idle.poll();
        if (worker == null) {
            worker = Executors.newSingleThreadExecutor(this::thread);
        }
        ObjectNode copy = event.deepCopy();
        Call call = new Call(context.receivedAt(), context.source(), new CopyOnWriteArrayList<>());
        long start = System.nanoTime();
        try {
            return await(worker, worker.submit(() -> plugin.process(copy, call)), copy, call);
        } finally {
            metrics.pluginCalled(name, System.nanoTime() - start);
        }
    }

    private Thread thread(Runnable task) {
        return Thread.ofPlatform().daemon().name("tocsin-plugin-" + name).unstarted(task);
    }

    private Answer await(ExecutorService worker, Future<?> running, ObjectNode copy, Call call) {
        try {
            running.get(limits.deadline().toMillis(), TimeUnit.MILLISECONDS);
            failures.set(0);
            idle.push(worker);
            return new Answer.Done(copy, call.problems());
        } catch (ExecutionException e) {
            idle.push(worker);
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException _) {
            running.cancel(true);
            worker.shutdownNow();
            return late();
        } catch (InterruptedException _) {
            running.cancel(true);
            worker.shutdownNow();
            Thread.currentThread().interrupt();
            return new Answer.Failed("the process about to end");
        }
    }

    private Answer failed(Throwable cause) {
        long times = metrics.pluginFailed(name);
        if (Long.bitCount(times) == 1) {
            LOG.warn("The plugin {} failed, {} times so far", name, times, cause);
        }
        int inARow = failures.incrementAndGet();
        if (inARow >= limits.mostFailures()) {
            switchOff(inARow + " failures in a row, the last: " + cause);
        }
        return new Answer.Failed("" + cause);
    }

    private Answer late() {
        long _ = metrics.pluginFailed(name);
        int times = overdue.incrementAndGet();
        String found = "no end within " + limits.deadline().toMillis() + " ms";
        LOG.warn("Expected the plugin {} to end, but found {}", name, found);
        if (times >= limits.mostOverdue()) {
            switchOff(times + " calls that did not end in time");
        }
        return new Answer.Failed(found);
    }

    private void switchOff(String why) {
        if (off == null) {
            off = why;
            metrics.pluginOff(name);
            LOG.error("The plugin {} is switched off until the next start: {}", name, why);
        }
    }

    /** Adds what an operator should know. */
    void warn(List<String> warnings) {
        String why = off;
        if (why != null) {
            warnings.add("The plugin %s is switched off: %s".formatted(name, why));
        }
    }

    @Override
    public void close() {
        off = "the process ends";
        idle.forEach(ExecutorService::shutdownNow);
    }
}
