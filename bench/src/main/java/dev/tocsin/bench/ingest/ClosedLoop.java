package dev.tocsin.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Senders that send their next request when the last one is answered, as shippers do. */
final class ClosedLoop {
    private final int port;
    private final Exchange exchange;

    ClosedLoop(int port, Exchange exchange) {
        this.port = port;
        this.exchange = exchange;
    }

    /**
     * Sends for a time.
     *
     * @throws IOException when an answer is neither an acknowledgement nor a refusal for now
     */
    Answers run(int connections, Duration warmup, Duration measured)
            throws IOException, InterruptedException {
        long begin = System.nanoTime() + warmup.toNanos();
        long end = begin + measured.toNanos();
        Answers answers = new Answers(begin, end);
        List<Future<?>> senders = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> send(answers, end)));
            }
        }
        for (Future<?> sender : senders) {
            try {
                sender.get();
            } catch (ExecutionException e) {
                throw new IOException("Expected to send, but: " + e.getCause(), e.getCause());
            }
        }
        return answers;
    }

    private Void send(Answers answers, long end) throws IOException {
        try (HttpWire wire = new HttpWire(port)) {
            for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                exchange.next(wire, start, answers);
            }
        }
        return null;
    }
}
