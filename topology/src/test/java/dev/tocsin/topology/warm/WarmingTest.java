package dev.tocsin.topology.warm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.compile.Placeholders;
import dev.tocsin.rules.compile.RuleCompiler;
import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.rules.source.RuleFile;
import dev.tocsin.topology.correlate.MapStore;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class WarmingTest {
    private static final long LOG_END = 1_000;

    private final MapStore store = new MapStore("warm-ups");
    private final TopologyMetrics metrics = new TopologyMetrics();
    private final List<Long> again = new ArrayList<>();
    private boolean brokerIsAway;

    @Test
    void readsExactlyWhatWasMatchedWithTheOldRules() {
        Warming warming = warming();
        warming.beforeMatch(rules(5), 419, 419_000);
        warming.beforeMatch(rules(6), 420, 420_000);
        readAll(warming, rules(6));
        assertThat(again)
                .as("a timespan of a minute, a record a second")
                .containsExactlyElementsOf(range(360, 420));
    }

    @Test
    void goesOnAfterACrashFromWhatWasCommitted() {
        Warming before = warming();
        before.beforeMatch(rules(5), 419, 419_000);
        before.beforeMatch(rules(6), 420, 420_000);
        before.run(rules(6), 420_000, 10, this::take);
        store.commit();
        before.run(rules(6), 420_000, 10, this::take);
        store.rollBack();
        again.subList(10, 20).clear();
        readAll(warming(), rules(6));
        assertThat(again).containsExactlyElementsOf(range(360, 420));
    }

    @Test
    void aTaskThatStandsStillEndsWhereItsCommitIs() {
        Warming before = warming();
        before.beforeMatch(rules(5), 419, 419_000);
        readAll(warming(), rules(6));
        assertThat(again).containsExactlyElementsOf(range(359, 420));
    }

    @Test
    void aBrokerThatIsAwayIsAskedAgain() {
        Warming before = warming();
        before.beforeMatch(rules(5), 419, 419_000);
        brokerIsAway = true;
        Warming warming = warming();
        readAll(warming, rules(6));
        assertThat(again).isEmpty();
        brokerIsAway = false;
        readAll(warming, rules(6));
        assertThat(again).containsExactlyElementsOf(range(359, 420));
    }

    private void readAll(Warming warming, RuleSet rules) {
        for (int i = 0; i < 12; i++) {
            warming.run(rules, 419_000, 7, this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> raw, Iterable<String> correlations) {
        assertThat(correlations).containsExactly("many");
        again.add(raw.offset());
    }

    private Warming warming() {
        return new Warming(store, Seconds::new, 0, metrics);
    }

    private static List<Long> range(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    private static RuleSet rules(int threshold) {
        String text =
                """
                title: Base
                name: base
                logsource: {product: any}
                detection: {selection: {a: x}, condition: selection}
                level: low
                ---
                title: Many
                name: many
                correlation:
                  type: event_count
                  rules: [base]
                  timespan: 1m
                  condition: {gte: %d}
                level: low
                """
                        .formatted(threshold);
        return RuleCompiler.compile(List.of(new RuleFile("many.yml", text)), Placeholders.none())
                .rules();
    }

    /** A record a second, as long as the broker answers. */
    private final class Seconds implements History {
        @Override
        public long offsetAt(int partition, long timeMs) {
            return answer(Math.max(0, timeMs / 1_000));
        }

        @Override
        public long committed(int partition) {
            return answer(420);
        }

        @Override
        public Slice read(int partition, long from, int most) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (long at = answer(from); at < LOG_END && records.size() < most; at++) {
                records.add(record(at));
            }
            return new Slice(records, from + records.size());
        }

        private ConsumerRecord<byte[], byte[]> record(long at) {
            return new ConsumerRecord<>(
                    "raw",
                    0,
                    at,
                    at * 1_000,
                    TimestampType.CREATE_TIME,
                    0,
                    0,
                    new byte[0],
                    new byte[0],
                    new RecordHeaders(),
                    Optional.empty());
        }

        private long answer(long value) {
            if (brokerIsAway) {
                throw new TimeoutException("Expected an answer, but none came");
            }
            return value;
        }

        @Override
        public void close() {}
    }
}
