package dev.tocsin.bridge.rabbit;

import com.rabbitmq.client.Channel;
import dev.tocsin.bridge.Accepted;
import dev.tocsin.bridge.Outcome;
import dev.tocsin.bridge.Rejected;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles messages with the server in the order they came: one acknowledgement for every run that
 * Kafka has. A message that can never be taken is rejected without requeueing, which hands it to
 * the queue's dead-letter exchange if there is one. Used by one thread.
 */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final long NOTHING = 0;

    private final Channel channel;
    private final BlockingQueue<Pending> pending;
    private long acknowledgeable = NOTHING;

    Settlement(Channel channel, BlockingQueue<Pending> pending) {
        this.channel = channel;
        this.pending = pending;
    }

    /** How far settling got. */
    enum Progress {
        /** Everything so far is settled; more may come. */
        GOING_ON,
        /** Kafka did not take a message. */
        NOT_TAKEN,
        /** Everything before the end is settled. */
        ENDED
    }

    /**
     * Waits for the oldest message's outcome, and settles it and those behind it that are ready.
     */
    Progress settleNext() throws InterruptedException, IOException {
        Progress progress = settle(pending.take());
        while (progress == Progress.GOING_ON && nextIsReady()) {
            progress = settle(pending.remove());
        }
        acknowledgeRun();
        return progress;
    }

    /** Settles what is pending one by one, and leaves what Kafka did not take to the queue. */
    void settleRest() throws IOException {
        for (Pending next = pending.poll(); next != null; next = pending.poll()) {
            Progress _ = settle(next);
            acknowledgeOne();
        }
    }

    private boolean nextIsReady() {
        return switch (pending.peek()) {
            case null -> false;
            case Pending.End() -> true;
            case Pending.Message(long _, CompletableFuture<Outcome> outcome) -> outcome.isDone();
        };
    }

    private Progress settle(Pending next) throws IOException {
        return switch (next) {
            case Pending.End() -> Progress.ENDED;
            case Pending.Message message ->
                    settleMessage(message) ? Progress.GOING_ON : Progress.NOT_TAKEN;
        };
    }

    private boolean settleMessage(Pending.Message message) throws IOException {
        Outcome outcome = message.outcome().join();
        return switch (outcome) {
            case Accepted accepted -> accepted(message.tag(), accepted);
            case Rejected.TooLarge(String reason, long _) -> refused(message.tag(), reason);
            case Rejected.Overloaded _, Rejected.Unavailable _ -> false;
        };
    }

    private boolean accepted(long tag, Accepted accepted) throws IOException {
        if (accepted.refused() > 0 && accepted.events() + accepted.deadLetters() == 0) {
            return refused(tag, accepted.problems().getFirst().reason());
        }
        if (accepted.rejected() > 0) {
            LOG.debug("Message {}: {}", tag, accepted.problems());
        }
        acknowledgeable = tag;
        return true;
    }

    private boolean refused(long tag, String reason) throws IOException {
        acknowledgeRun();
        LOG.warn("Message rejected, not requeued: {}", reason);
        channel.basicReject(tag, false);
        return true;
    }

    private void acknowledgeRun() throws IOException {
        if (acknowledgeable != NOTHING) {
            channel.basicAck(acknowledgeable, true);
            acknowledgeable = NOTHING;
        }
    }

    private void acknowledgeOne() throws IOException {
        if (acknowledgeable != NOTHING) {
            channel.basicAck(acknowledgeable, false);
            acknowledgeable = NOTHING;
        }
    }
}
