package dev.tocsin.bench.topology;

import dev.tocsin.bench.Processor;
import java.util.concurrent.TimeUnit;

/**
 * What events took.
 *
 * @param perSecond how many there were in a second of the clock
 * @param micros processor time of this process and of the broker for one event
 */
record Spent(double perSecond, double micros) {

    /** A point in time, with the processor time that was used up to it. */
    record Mark(long nanos, long processorNanos) {

        static Mark now(BrokerProcess broker) {
            return new Mark(
                    System.nanoTime(), Processor.nanos() + broker.processorTime().toNanos());
        }

        /** What so many events took since then. */
        Spent since(Mark earlier, long events) {
            double seconds = (double) (nanos - earlier.nanos) / TimeUnit.SECONDS.toNanos(1);
            double micros =
                    (double) (processorNanos - earlier.processorNanos)
                            / TimeUnit.MICROSECONDS.toNanos(1);
            return new Spent(events / seconds, micros / events);
        }
    }
}
