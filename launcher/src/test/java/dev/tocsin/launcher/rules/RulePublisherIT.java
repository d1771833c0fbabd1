package dev.tocsin.launcher.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import dev.tocsin.launcher.rules.RulePublisher.Published;
import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePublisherIT {
    private static final Path SHIPPED = Path.of("../correlation-rules/rules");
    private static final String RULE =
            """
            title: Watched
            name: watched
            logsource: {product: p}
            detection:
              s:
                user.name|expand: '%Watched%'
              condition: s
            """;

    @Test
    void publishesListsBeforeTheRulesThatNeedThem(@TempDir Path home) throws Exception {
        Path rules = Files.createDirectory(home.resolve("rules"));
        Files.writeString(rules.resolve("watched.yml"), RULE);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home.resolve("kafka"), 0);
                RulesTopic topic = topic(kafka)) {
            RulePublisher publisher = new RulePublisher(topic);
            assertThat(publisher.publish(rules, "me").refused()).containsExactly("watched.yml");

            Files.writeString(rules.resolve("lists.yml"), "Watched: [bob]");
            Published published = publisher.publish(rules, "me");

            assertThat(published.refused()).isEmpty();
            assertThat(published.changed()).containsExactly("watched.yml");
            assertThat(topic.lists().values()).isEqualTo(Map.of("Watched", List.of("bob")));

            Files.writeString(rules.resolve("lists.yml"), "Watched: [bob, carol]");
            publisher.publish(rules, "me");
            assertThat(topic.lists().values())
                    .isEqualTo(Map.of("Watched", List.of("bob", "carol")));
        }
    }

    @Test
    void leavesAListThatSomebodyElsePublished(@TempDir Path home) throws Exception {
        Path rules = Files.createDirectory(home.resolve("rules"));
        Files.writeString(rules.resolve("watched.yml"), RULE);
        Files.writeString(rules.resolve("lists.yml"), "Watched: [bob]");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home.resolve("kafka"), 0);
                RulesTopic topic = topic(kafka)) {
            send(kafka, "Watched", "{\"name\":\"Watched\",\"values\":[\"dave\"]}");

            assertThat(new RulePublisher(topic).publish(rules, "me").refused()).isEmpty();

            assertThat(topic.lists().values()).isEqualTo(Map.of("Watched", List.of("dave")));
        }
    }

    @Test
    void pipelinesAndRulesAreBesideEachOther(@TempDir Path home) throws Exception {
        Path rules = Files.createDirectory(home.resolve("rules"));
        Path pipelines = Files.createDirectory(home.resolve("pipelines"));
        Files.writeString(rules.resolve("a.yml"), RULE.replace("|expand", ""));
        Files.writeString(pipelines.resolve("a.yml"), "name: a\nsteps: [{remove: x}]");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home.resolve("kafka"), 0);
                RulesTopic topic = topic(kafka)) {
            PipelinePublisher publisher = new PipelinePublisher(topic);
            assertThat(publisher.publish(pipelines, "me").summary())
                    .isEqualTo("1 pipelines valid; 1 files published, 0 removed, 0 refused");
            assertThat(new RulePublisher(topic).publish(rules, "me").removed()).isEmpty();

            Files.writeString(pipelines.resolve("a.yml"), "name: a\nsteps: [{x: y}]");
            assertThat(publisher.publish(pipelines, "me").refused())
                    .containsExactly("pipelines/a.yml");
            assertThat(topic.pipelines())
                    .hasEntrySatisfying(
                            "pipelines/a.yml", file -> assertThat(file.text()).contains("remove"));

            Files.delete(pipelines.resolve("a.yml"));
            assertThat(publisher.publish(pipelines, "me").removed())
                    .containsExactly("pipelines/a.yml");
            assertThat(topic.read()).containsOnlyKeys("a.yml");
        }
    }

    @Test
    void takesAllThatWeShip(@TempDir Path home) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(home, 0);
                RulesTopic topic = topic(kafka)) {
            Published published = new RulePublisher(topic).publish(SHIPPED, "me");

            assertThat(published.refused()).isEmpty();
            assertThat(published.problems()).isEmpty();
            assertThat(topic.read()).hasSameSizeAs(published.changed());
        }
    }

    private static RulesTopic topic(EmbeddedKafka kafka) throws Exception {
        TopicSetup.create(kafka.bootstrapServers());
        return new RulesTopic(KafkaAccess.of(kafka.bootstrapServers()));
    }

    private static void send(EmbeddedKafka kafka, String name, String list) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.LISTS.name(),
                                    name.getBytes(StandardCharsets.UTF_8),
                                    list.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
