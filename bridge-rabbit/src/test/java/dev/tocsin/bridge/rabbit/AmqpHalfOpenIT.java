package dev.tocsin.bridge.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.embedded.EmbeddedAmqp;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.testkit.TopicReader;
import dev.tocsin.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A connection that is there and carries nothing any more, as when a firewall forgets it: neither
 * side is told, and only heartbeats find out.
 */
@Timeout(300)
class AmqpHalfOpenIT {
    private static final Duration SOON = Duration.ofMinutes(1);

    /** Both sides give up after two heartbeats that did not come. */
    private static final Duration HEARTBEATS = Duration.ofMinutes(2);

    @TempDir Path kafkaDirectory;
    @TempDir Path amqpDirectory;

    @Test
    void consumesOverANewConnectionWhatTheSilentOneHeld() throws Exception {
        try (EmbeddedAmqp amqp = EmbeddedAmqp.start(amqpDirectory, 0);
                EmbeddedKafka kafka = EmbeddedKafka.start(kafkaDirectory, 0);
                SilentProxy proxy = new SilentProxy(RabbitConsumerContract.port(amqp.uri()))) {
            TopicSetup.create(kafka.bootstrapServers());
            try (RabbitConsumer consumer = RabbitConsumer.start(config(kafka, proxy));
                    AmqpSender sender = new AmqpSender(amqp.uri());
                    TopicReader reader =
                            new TopicReader(kafka.bootstrapServers(), Topics.EVENTS_RAW.name())) {
                await().atMost(SOON).until(consumer::healthy);
                sender.send("{\"n\":\"before\"}").confirm();
                Set<String> there = new HashSet<>();
                await().atMost(SOON).until(() -> has(reader, there, "{\"n\":\"before\"}"));

                proxy.silence();
                sender.send("{\"n\":\"during\"}").confirm();

                await().atMost(HEARTBEATS).until(() -> has(reader, there, "{\"n\":\"during\"}"));
                assertThat(proxy.connections()).isGreaterThan(1);
            }
        }
    }

    private static boolean has(TopicReader reader, Set<String> there, String wanted) {
        reader.poll().forEach(record -> there.add(new String(record.value(), UTF_8)));
        return there.contains(wanted);
    }

    private static RabbitConfig config(EmbeddedKafka kafka, SilentProxy proxy) {
        return RabbitConfig.from(
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        kafka.bootstrapServers(),
                        "RABBITMQ_URI",
                        "amqp://guest:guest@127.0.0.1:" + proxy.port(),
                        "TOCSIN_RABBIT_OPS_PORT",
                        "0"));
    }
}
