package dev.tocsin.bridge.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import dev.tocsin.bridge.Submission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Envelope ENVELOPE = new Envelope(1, false, "eventtask", "eventtask");
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    private final Messages messages =
            new Messages("rabbitmq", new OrderingKey("header:site"), 1000);

    @Test
    void keepsWhatThePublisherSaid() {
        Submission submission =
                submission(
                        new BasicProperties.Builder()
                                .messageId("m-1")
                                .contentType("application/json")
                                .type("syslog")
                                .headers(
                                        Map.of(
                                                "site",
                                                "north",
                                                "n",
                                                7,
                                                "list",
                                                java.util.List.of()))
                                .build(),
                        BODY);

        assertThat(submission)
                .isEqualTo(
                        new Submission(
                                BODY,
                                "rabbitmq",
                                "amqp",
                                "application/json",
                                "m-1",
                                "north",
                                null,
                                null,
                                Map.of(
                                        "amqp-header-site", "north",
                                        "amqp-header-n", "7",
                                        "amqp-type", "syslog",
                                        "amqp-routing-key", "eventtask"),
                                null));
    }

    @Test
    void keepsABoundedNumberOfHeaders() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            many.put("h" + i, "x");
        }
        many.put("long", "x".repeat(300));

        assertThat(submission(new BasicProperties.Builder().headers(many).build(), BODY).headers())
                .hasSizeLessThanOrEqualTo(Messages.MAX_HEADERS + 3);
    }

    @Test
    void undoesGzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(BODY);
        }

        assertThat(submission(encoded("gzip"), bytes.toByteArray()).body()).isEqualTo(BODY);
    }

    @Test
    void takesACharacterSetForNoEncoding() {
        assertThat(submission(encoded("utf-8"), BODY).body()).isEqualTo(BODY);
    }

    @Test
    void marksWhatCannotBeDecoded() {
        assertThat(submission(encoded("gzip"), BODY).defect())
                .startsWith("Expected a body in gzip");
    }

    @Test
    void keepsABodyBeyondTheLimitAsItCame() {
        byte[] large = new byte[1001];

        for (String encoding : List.of("", "utf-8")) {
            Submission submission = submission(encoded(encoding), large);
            assertThat(submission.body()).isEqualTo(large);
            assertThat(submission.defect())
                    .isEqualTo("Expected a message of at most 1000 bytes, but found more");
        }
    }

    private Submission submission(BasicProperties properties, byte[] body) {
        return messages.toSubmission(ENVELOPE, properties, body);
    }

    private static BasicProperties encoded(String encoding) {
        return new BasicProperties.Builder().contentEncoding(encoding).build();
    }
}
