package dev.tocsin.bench.ingest;

import java.io.IOException;
import java.util.BitSet;

/** One request and its answer. */
final class Exchange {
    private final Requests requests;
    private final Ledger ledger;

    Exchange(Requests requests, Ledger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    /**
     * Sends the next numbers.
     *
     * @param dueNanos when it should have been sent
     */
    void next(HttpWire wire, long dueNanos, Answers answers) throws IOException {
        long from = ledger.take(requests.events());
        BitSet acknowledged = requests.acknowledged(wire.send(requests.of(from)));
        long answered = System.nanoTime();
        ledger.acknowledged(from, acknowledged);
        answers.add(dueNanos, answered, acknowledged.cardinality());
    }
}
