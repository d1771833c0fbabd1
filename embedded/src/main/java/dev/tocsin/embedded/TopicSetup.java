package dev.tocsin.embedded;

import dev.tocsin.topic.KafkaAccess;
import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue. What is there already stays as it is. Idempotent. */
public final class TopicSetup {
    private static final short BROKER_DEFAULT = -1;

    private TopicSetup() {}

    /**
     * Creates every topic of {@link Topics#all} that is absent, with the broker's default
     * replication.
     *
     * @return the names of the topics that were created
     * @throws IllegalStateException when the broker refuses one or does not answer; the message
     *     names the address
     */
    public static List<String> create(String bootstrapServers) {
        return create(KafkaAccess.of(bootstrapServers));
    }

    /** The same at brokers that want more than their addresses. */
    public static List<String> create(KafkaAccess kafka) {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            Set<String> there = admin.listTopics().names().get();
            List<String> created = new ArrayList<>();
            for (Topic topic : Topics.all()) {
                if (!there.contains(topic.name()) && create(admin, topic)) {
                    created.add(topic.name());
                }
            }
            return created;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Expected to create topics at "
                            + kafka.bootstrapServers()
                            + ", but: "
                            + e.getMessage(),
                    e);
        }
    }

    private static boolean create(Admin admin, Topic topic)
            throws InterruptedException, ExecutionException {
        NewTopic created =
                new NewTopic(topic.name(), topic.partitions(), BROKER_DEFAULT)
                        .configs(topic.settings());
        try {
            admin.createTopics(List.of(created)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }
}
