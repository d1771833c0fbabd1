package dev.tocsin.topology.correlate;

import dev.tocsin.rules.correlate.ExpectedGroup;
import dev.tocsin.rules.plan.CorrelationPlan;
import dev.tocsin.rules.plan.RuleSet;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The groups that correlations expect though they were never heard, a few at a time: whenever a
 * task begins or the rules or lists change, each task takes those whose contributions come to it.
 * Not thread-safe.
 */
final class Expectations {
    private final int partition;
    private final int partitions;
    private final Deque<Expected> left = new ArrayDeque<>();
    private @Nullable RuleSet known;

    /** A group of a correlation, under its key. */
    record Expected(CorrelationPlan plan, ExpectedGroup group, byte[] key) {}

    /** Gives a group its state. */
    interface Expecting {
        void expect(RuleSet current, Expected expected);
    }

    /**
     * @param partitions of the topic of matches
     */
    Expectations(int partition, int partitions) {
        this.partition = partition;
        this.partitions = partitions;
    }

    void run(RuleSet current, int budget, Expecting expecting) {
        if (current != known) {
            known = current;
            left.clear();
            current.correlations().forEach(plan -> add(current, plan));
        }
        for (int i = 0; i < budget && !left.isEmpty(); i++) {
            expecting.expect(current, left.removeFirst());
        }
    }

    private void add(RuleSet current, CorrelationPlan plan) {
        for (ExpectedGroup group : ExpectedGroup.of(current, plan)) {
            byte[] key = GroupKey.of(plan.id(), group.groupKey());
            if (partitionOf(key) == partition) {
                left.addLast(new Expected(plan, group, key));
            }
        }
    }

    /** As the producer does it for a record with that key. */
    private int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
