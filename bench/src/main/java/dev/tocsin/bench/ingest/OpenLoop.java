package dev.tocsin.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Senders that do not wait for each other: requests leave at a fixed rate whatever becomes of those
 * before, over as many connections as that takes.
 */
final class OpenLoop {
    private final int port;
    private final Exchange exchange;
    private final Queue<HttpWire> idle = new ConcurrentLinkedQueue<>();
    private final LongAdder broken = new LongAdder();

    OpenLoop(int port, Exchange exchange) {
        this.port = port;
        this.exchange = exchange;
    }

    /** Sends for a time, and waits for the last answer. */
    Answers run(double requestsPerSecond, Duration measured) throws IOException {
        long begin = System.nanoTime();
        long end = begin + measured.toNanos();
        double stepNanos = TimeUnit.SECONDS.toNanos(1) / requestsPerSecond;
        Answers answers = new Answers(begin, end);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long sent = 0; ; sent++) {
                long due = begin + (long) (sent * stepNanos);
                if (due >= end) {
                    break;
                }
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                threads.execute(() -> send(due, answers));
            }
        }
        for (HttpWire wire = idle.poll(); wire != null; wire = idle.poll()) {
            wire.close();
        }
        return answers;
    }

    /** Requests that got no answer at all. */
    long broken() {
        return broken.sum();
    }

    private void send(long due, Answers answers) {
        HttpWire wire = idle.poll();
        try {
            wire = wire == null ? new HttpWire(port) : wire;
            exchange.next(wire, due, answers);
            idle.add(wire);
        } catch (IOException e) {
            broken.increment();
        }
    }
}
