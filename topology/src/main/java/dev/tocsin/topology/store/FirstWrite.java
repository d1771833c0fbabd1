package dev.tocsin.topology.store;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * A write to each store of a task as soon as the task runs, which leaves nothing in the store.
 *
 * <p>With exactly-once, Kafka Streams takes a store without an offset for one of an unclean stop,
 * and a store has none until its first write. One such store is enough: at the next start, all
 * stores of its task are thrown away, and read again from their changelogs.
 */
public final class FirstWrite {
    /** So short that it comes with the task's first look at the clock. */
    private static final Duration SOON = Duration.ofMillis(1);

    private final Runnable write;
    private @Nullable Cancellable scheduled;

    private FirstWrite(Runnable write) {
        this.write = write;
    }

    /**
     * Writes soon, once, within the task's transaction.
     *
     * @param write removes something from each store that was never in there
     */
    public static void schedule(ProcessorContext<?, ?> context, Runnable write) {
        FirstWrite first = new FirstWrite(write);
        first.scheduled = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, _ -> first.run());
    }

    private void run() {
        Cancellable once = scheduled;
        if (once != null) {
            once.cancel();
            write.run();
        }
    }
}
