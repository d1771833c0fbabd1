package dev.tocsin.bench.ingest;

import java.util.Locale;

/** What is measured. */
enum Protocol {
    /** {@code POST /_bulk} with 500 events a request. */
    BULK,
    /** {@code POST /events} with one event a request, connections kept alive. */
    EVENTS,
    /** Messages that wait in a queue, consumed and settled. */
    AMQP,
    /** {@code POST /_bulk} at twice the rate that the bridge can take. */
    OVERLOAD;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
