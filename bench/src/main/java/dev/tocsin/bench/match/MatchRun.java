package dev.tocsin.bench.match;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import dev.tocsin.event.LogSource;
import dev.tocsin.json.Json;
import dev.tocsin.rules.plan.RuleSet;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Parses and matches the events of a lane on this thread, over and over: {@code product}, {@code
 * category} and {@code service} of an event are its log source.
 */
final class MatchRun {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RuleSet rules;
    private final Lane lane;

    MatchRun(RuleSet rules, Lane lane) {
        this.rules = rules;
        this.lane = lane;
    }

    /**
     * What was measured.
     *
     * @param events how many events were matched
     * @param bytes how many bytes they have
     * @param matches how many matches there were
     * @param nanos how long it took on the clock
     * @param cpuNanos how much of that this thread ran
     * @param allocated how many bytes this thread allocated
     */
    record Measured(
            long events, long bytes, long matches, long nanos, long cpuNanos, long allocated) {
        double perSecond(long what) {
            return what * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
        }

        double perCpuSecond(long what) {
            return what * (double) TimeUnit.SECONDS.toNanos(1) / cpuNanos;
        }

        double perEvent(long what) {
            return (double) what / events;
        }
    }

    /** Whole passes over the lane for at least so long. */
    Measured run(long seconds) throws IOException {
        long thread = Thread.currentThread().threadId();
        long allocatedBefore = THREADS.getThreadAllocatedBytes(thread);
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long passes = 0;
        long matches = 0;
        do {
            for (byte[] event : lane.events()) {
                matches += match(event);
            }
            passes++;
        } while (System.nanoTime() < end);
        return new Measured(
                passes * lane.events().size(),
                passes * lane.bytes(),
                matches,
                System.nanoTime() - start,
                THREADS.getCurrentThreadCpuTime() - cpuBefore,
                THREADS.getThreadAllocatedBytes(thread) - allocatedBefore);
    }

    private int match(byte[] bytes) throws IOException {
        JsonNode event = Json.parse(bytes);
        LogSource source =
                new LogSource(
                        text(event.get("product")),
                        text(event.get("category")),
                        text(event.get("service")));
        return rules.match(event, source).size();
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.textValue();
    }
}
