package dev.tocsin.bench.ingest;

import dev.tocsin.bench.topology.Offsets;
import dev.tocsin.launcher.client.AmqpSender;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One measurement. */
final class IngestRun {
    private static final Duration CAPACITY = Duration.ofSeconds(10);
    private static final int TIMES_CAPACITY = 2;
    private static final int CONFIRM_EVERY = 1_000;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Duration warmup;
    private final Duration measured;
    private final int connections;
    private final Ledger ledger = new Ledger();

    IngestRun(Duration warmup, Duration measured, int connections) {
        this.warmup = warmup;
        this.measured = measured;
        this.connections = connections;
    }

    /** As many requests as the bridge answers. */
    Outcome closed(Protocol protocol, Requests requests) throws IOException, InterruptedException {
        try (Stand stand = Stand.http()) {
            ClosedLoop loop = new ClosedLoop(stand.port(), new Exchange(requests, ledger));
            long processor = stand.processorNanos();
            Answers answers = loop.run(connections, warmup, measured);
            System.err.printf(
                    "%,d requests accepted, %,d refused; bridge and broker took %.1f us of"
                            + " processor an event; bridge: %,d MB at most%n",
                    answers.accepted(),
                    answers.refused(),
                    (stand.processorNanos() - processor) / 1e3 / ledger.acknowledged(),
                    stand.bridgePeakMb());
            return outcome(protocol, stand, answers.eventsPerSecond(), answers.p99Ms(), 0);
        }
    }

    /**
     * Twice as many as it answers. Requests without an answer are counted, as losses are.
     *
     * @throws IOException when nothing was refused, or the bridge died
     */
    Outcome overload() throws IOException, InterruptedException {
        try (Stand stand = Stand.http()) {
            Exchange exchange = new Exchange(Requests.BULK, ledger);
            double capacity =
                    new ClosedLoop(stand.port(), exchange)
                            .run(connections, warmup, CAPACITY)
                            .eventsPerSecond();
            OpenLoop loop = new OpenLoop(stand.port(), exchange);
            Answers answers =
                    loop.run(TIMES_CAPACITY * capacity / Requests.BULK.events(), measured);
            System.err.printf(
                    "capacity %,.0f events/s; at %d times that %,d requests accepted, %,d refused,"
                            + " %,d without an answer; bridge: %,d MB at most%n",
                    capacity,
                    TIMES_CAPACITY,
                    answers.accepted(),
                    answers.refused(),
                    loop.broken(),
                    stand.bridgePeakMb());
            Outcome outcome =
                    outcome(
                            Protocol.OVERLOAD,
                            stand,
                            answers.eventsPerSecond(),
                            answers.p99Ms(),
                            loop.broken());
            if (answers.refused() == 0 || !stand.bridgeLives()) {
                throw new IOException(
                        "Expected refusals and a bridge that lives, but found %,d, %s; %s"
                                .formatted(answers.refused(), stand.bridgeLives(), outcome.json()));
            }
            return outcome;
        }
    }

    /**
     * What a queue holds, from the first message in the topic to the last.
     *
     * @param messages how many are put into the queue beforehand
     */
    Outcome amqp(String uri, int messages) throws IOException, InterruptedException {
        try (AmqpQueue queue = new AmqpQueue(uri)) {
            queue.make();
            fill(uri, messages);
            try (Stand stand = Stand.rabbit(uri);
                    Offsets offsets = new Offsets(stand.bootstrapServers())) {
                long warm = messages / 4;
                long begin = when(offsets, warm);
                long already = RawTopic.size(offsets);
                long end = when(offsets, messages);
                queue.awaitEmpty(PATIENCE);
                BitSet all = new BitSet();
                all.set(0, messages);
                ledger.acknowledged(0, all);
                double perSecond =
                        (messages - already) * (double) TimeUnit.SECONDS.toNanos(1) / (end - begin);
                return outcome(Protocol.AMQP, stand, perSecond, null, 0);
            }
        }
    }

    private void fill(String uri, int messages) throws IOException, InterruptedException {
        try (AmqpSender sender = new AmqpSender(uri)) {
            for (int i = 1; i <= messages; i++) {
                long number = ledger.take(1);
                sender.send(NumberedEvent.of(number), "bench-" + number);
                if (i % CONFIRM_EVERY == 0) {
                    sender.confirm();
                }
            }
            sender.confirm();
        }
    }

    private static long when(Offsets offsets, long records) throws IOException {
        long start = System.nanoTime();
        while (RawTopic.size(offsets) < records) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IOException(
                        "Expected %d records, but found %d"
                                .formatted(records, RawTopic.size(offsets)));
            }
            LockSupport.parkNanos(LOOK_NS);
        }
        return System.nanoTime();
    }

    private Outcome outcome(
            Protocol protocol,
            Stand stand,
            double perSecond,
            @Nullable Double p99Ms,
            long unanswered) {
        RawTopic topic = RawTopic.read(stand.bootstrapServers());
        long twice = topic.records() - topic.numbers().cardinality();
        if (twice > 0) {
            System.err.printf("%,d events are in the topic twice%n", twice);
        }
        return new Outcome(
                protocol,
                ledger.sent(),
                ledger.acknowledged(),
                perSecond,
                p99Ms,
                unanswered,
                ledger.lost(topic.numbers()));
    }
}
