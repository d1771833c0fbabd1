package dev.tocsin.desk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamClientTest {
    private static final StreamPosition POSITION =
            new StreamPosition(Map.of(new TopicPartition("t", 0), 7L));

    private static final Identity ADA =
            new Identity("k", "ada", Set.of(Role.VIEWER), null, AuthMethod.KEY);

    private final StreamClient client =
            new StreamClient(new Principal(ADA, null, null), new DeskMetrics());

    @Test
    void givesMessagesInTheirOrder() throws InterruptedException {
        offer(3);

        assertThat(waiting()).containsExactly("0", "1", "2");
    }

    @Test
    void tellsASlowReaderToResynchronizeAndDropsItsBacklog() throws InterruptedException {
        offer(StreamClient.MAX + 1);
        offer(2);

        assertThat(waiting()).containsExactly("7", "0", "1");
    }

    @Test
    void neverHoldsMoreThanItsLimit() throws InterruptedException {
        offer(10 * StreamClient.MAX);

        assertThat(waiting()).hasSizeLessThanOrEqualTo(StreamClient.MAX);
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            client.offer(StreamMessage.of("" + i, "alert", Json.object()), POSITION);
        }
    }

    /** The ids of what waits. */
    private List<String> waiting() throws InterruptedException {
        List<String> ids = new ArrayList<>();
        StreamMessage message = client.next(Duration.ZERO);
        while (message != null) {
            String text = new String(message.bytes(), StandardCharsets.UTF_8);
            ids.add(text.substring("id: ".length(), text.indexOf('\n')));
            message = client.next(Duration.ZERO);
        }
        return ids;
    }
}
