package dev.tocsin.desk.stream;

import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Makes readers of the two topics behind the stream: no group, committed records only. */
@FunctionalInterface
public interface StreamConsumers {
    /** A new reader without an assignment, that fails on an offset that is not there. */
    Consumer<byte[], byte[]> create();

    /** All partitions of both topics, in a fixed order; empty while a topic is absent. */
    static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : List.of(Topics.ALERTS, Topics.INCIDENT_CHANGES)) {
            List<PartitionInfo> found = consumer.partitionsFor(topic.name());
            if (found == null || found.isEmpty()) {
                return List.of();
            }
            found.stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .forEach(partitions::add);
        }
        return partitions;
    }
}
