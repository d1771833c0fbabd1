package dev.tocsin.bench.topology;

import dev.tocsin.topic.Topics;
import dev.tocsin.topology.TopologyConfig;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The least that a topology can do: raw records go to another topic as they are, with the settings
 * of the real one.
 */
final class PassThrough implements AutoCloseable {
    /** Where the records go. */
    static final String TOPIC = "tocsin.bench.pass-through";

    private static final Serde<byte[]> BYTES = Serdes.ByteArray();

    private final KafkaStreams streams;

    private PassThrough(KafkaStreams streams) {
        this.streams = streams;
    }

    static PassThrough start(TopologyConfig config) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        Topics.EVENTS_RAW.name(),
                        Consumed.with(BYTES, BYTES).withName("read-raw-events"))
                .to(TOPIC, Produced.with(BYTES, BYTES).withName("write-unchanged"));
        Properties properties = config.streams();
        KafkaStreams streams = new KafkaStreams(builder.build(properties), properties);
        streams.start();
        return new PassThrough(streams);
    }

    @Override
    public void close() {
        streams.close(Duration.ofSeconds(20));
    }
}
