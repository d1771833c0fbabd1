package dev.tocsin.desk.token;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.desk.change.ChangeTopic;
import dev.tocsin.desk.change.Kind;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.json.Json;
import dev.tocsin.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells the bridges how a token stands, through {@link Topics#INGEST_TOKENS}. It follows from every
 * change of a token, before the change leaves its outbox: a crash repeats it.
 */
public final class TokenTopic {
    private static final String KIND = Texts.name(Kind.INGEST_TOKEN);

    private final TokenStore tokens;
    private final Producer<byte[], byte[]> producer;

    public TokenTopic(TokenStore tokens, Producer<byte[], byte[]> producer) {
        this.tokens = tokens;
        this.producer = producer;
    }

    /**
     * Publishes the token that a change is about, as it stands now.
     *
     * @throws ChangeTopic.PublishException when Kafka does not take it
     */
    public void follow(JsonNode change) throws InterruptedException {
        if (KIND.equals(Json.text(change, "kind"))) {
            publish(change.path("subject").asText());
        }
    }

    /**
     * Another replica may revoke the token between the reading and Kafka's acknowledgement, and its
     * tombstone may be the first of both records: what was published is compared with what is there
     * afterwards.
     */
    private void publish(String id) throws InterruptedException {
        StoredToken good;
        do {
            good = findGood(id);
            send(id, good == null ? null : Json.bytes(good.token().toJson()));
        } while (good != null && findGood(id) == null);
    }

    private @Nullable StoredToken findGood(String id) {
        StoredToken token = tokens.find(id);
        return token == null || token.isRevoked() ? null : token;
    }

    private void send(String id, byte @Nullable [] value) throws InterruptedException {
        try {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.INGEST_TOKENS.name(),
                                    id.getBytes(StandardCharsets.UTF_8),
                                    value))
                    .get();
        } catch (ExecutionException e) {
            throw new ChangeTopic.PublishException(e);
        }
    }
}
