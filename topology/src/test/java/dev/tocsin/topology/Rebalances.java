package dev.tocsin.topology;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How often consumers of this JVM were given partitions, as their own metrics say. */
record Rebalances(Set<ObjectName> consumers) {
    private static final String NAME =
            "kafka.consumer:type=consumer-coordinator-metrics,client-id=*-consumer";

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    /** Of the main consumers of stream threads that run now. */
    static Rebalances ofNow() {
        try {
            return new Rebalances(Set.copyOf(server().queryNames(new ObjectName(NAME), null)));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** Of these, but not of those. */
    Rebalances without(Rebalances others) {
        Set<ObjectName> rest = new HashSet<>(consumers);
        rest.removeAll(others.consumers);
        return new Rebalances(Set.copyOf(rest));
    }

    double count() {
        double count = 0;
        for (ObjectName consumer : consumers) {
            try {
                count += (Double) server().getAttribute(consumer, "rebalance-total");
            } catch (JMException e) {
                throw new AssertionError(e);
            }
        }
        return count;
    }
}
