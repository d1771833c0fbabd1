package dev.tocsin.topology;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How long the work of an instance that is away waits for it, and who is ready to take it over.
 *
 * @param sessionTimeout {@code TOCSIN_SESSION_TIMEOUT}: an instance that is back within it gets its
 *     own partitions again, and nobody else's move
 * @param transactionTimeout {@code TOCSIN_TRANSACTION_TIMEOUT}: a process that stands still for
 *     longer loses its transaction, and with it the state of its tasks on disk. One that is gone
 *     for good leaves a transaction open for so long, and readers of events and alerts wait for it
 * @param standbyReplicas {@code TOCSIN_STANDBY_REPLICAS}: instances that keep a copy of each task
 * @param warmupReplicas {@code TOCSIN_WARMUP_REPLICAS}: tasks whose state is built at a time for
 *     instances that are to have them
 */
public record TakeOver(
        Duration sessionTimeout,
        Duration transactionTimeout,
        int standbyReplicas,
        int warmupReplicas) {

    /** Whether state that is being built is complete is looked at so often; Kafka wants no less. */
    private static final Duration PROBING = Duration.ofMinutes(1);

    /**
     * A place in the group outlives a transaction: a pause that costs neither state nor place is as
     * long as it can be, and a transaction that nobody ends is over before somebody takes over.
     */
    static TakeOver from(Environment read) {
        return new TakeOver(
                read.duration("TOCSIN_SESSION_TIMEOUT", Duration.ofSeconds(45)),
                read.duration("TOCSIN_TRANSACTION_TIMEOUT", Duration.ofSeconds(40)),
                read.number("TOCSIN_STANDBY_REPLICAS", 0, 0, 100),
                read.number("TOCSIN_WARMUP_REPLICAS", 4, 1, 100));
    }

    void put(Properties streams) {
        streams.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                Math.toIntExact(sessionTimeout.toMillis()));
        streams.put(
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                Math.toIntExact(transactionTimeout.toMillis()));
        streams.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
        streams.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, warmupReplicas);
        streams.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING.toMillis());
    }
}
