package dev.tocsin.desk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.ops.DeskMetrics;
import dev.tocsin.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class StreamClientTest {
    private static final TopicPartition FIRST = new TopicPartition("t", 0);
    private static final TopicPartition SECOND = new TopicPartition("t", 1);
    private static final Principal READER =
            new Principal(
                    new Identity("k", "reader", Set.of(Role.VIEWER), null, AuthMethod.KEY),
                    null,
                    null);

    private StreamPosition position = position(0, 0);
    private final StreamClient client = client(position, StreamFilter.ALL);

    @Test
    void givesMessagesInTheirOrder() throws Exception {
        offer(3);

        assertThat(waiting()).containsExactly("1-0", "2-0", "3-0");
    }

    @Test
    void tellsASlowReaderToResynchronizeAndCutsItOff() throws Exception {
        offer(StreamClient.MAX + 3);

        assertThat(texts())
                .containsExactly(
                        "id: 513-0\nevent: resync\ndata: {\"reason\":\"slow\"}\n\n",
                        ": end\n\n",
                        ": heartbeat\n\n");
    }

    @Test
    void boundsTheBytesThatWaitToo() throws Exception {
        String large = "x".repeat(1_000_000);
        for (int i = 0; i < 6; i++) {
            client.offer(StreamMessage.now("alert", Json.object().put("text", large), null));
        }

        assertThat(texts().getFirst()).contains("resync");
    }

    @Test
    void takesASingleMessageOfAnySize() throws Exception {
        String large = "x".repeat(StreamClient.MAX_BYTES + 1);

        client.offer(StreamMessage.now("alert", Json.object().put("text", large), null));

        assertThat(texts().getFirst()).startsWith("event: alert").contains(large);
    }

    @Test
    void leavesOutWhatAReaderHasAndNeverGoesBack() throws Exception {
        StreamClient further = client(position(0, 2), StreamFilter.ALL);

        offer(further, FIRST, 0);
        offer(further, SECOND, 0);
        offer(further, SECOND, 1);
        offer(further, SECOND, 2);

        assertThat(waiting(further)).containsExactly("1-2", "1-3");
    }

    @Test
    void movesAReaderOnWhoFiltersEverythingOut() throws Exception {
        StreamClient other =
                client(position, new StreamFilter(Set.of(StreamType.HEALTH), Map.of(), null));

        offer(other, FIRST, 0);

        assertThat(text(other.next(Duration.ZERO))).isEqualTo("id: 1-0\n: heartbeat\n\n");
        assertThat(text(other.next(Duration.ZERO))).isEqualTo(": heartbeat\n\n");
    }

    @Test
    void keepsSecretsFromWhoMayNotReadThem() throws Exception {
        StreamMessage others = StreamMessage.now("alert", Json.object(), null);
        StreamMessage secret = StreamMessage.now("alert", Json.object().put("a", 1), null);

        client.offer(secret.only(_ -> false, null));
        client.offer(secret.only(_ -> false, others));
        client.offer(secret.only(READER::equals, others));

        assertThat(texts())
                .containsExactly(
                        "event: alert\ndata: {}\n\n",
                        "event: alert\ndata: {\"a\":1}\n\n",
                        "id: 0-0\n: heartbeat\n\n");
    }

    private static StreamClient client(StreamPosition got, StreamFilter filter) {
        return new StreamClient(READER, filter, got, new DeskMetrics());
    }

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            offer(client, FIRST, i);
        }
    }

    private void offer(StreamClient to, TopicPartition partition, long offset) {
        position = position.after(partition, offset);
        to.offer(
                StreamMessage.of(
                        new StreamMessage.Origin(partition, offset),
                        position,
                        "alert",
                        Json.object(),
                        Told.of(StreamType.ALERT, null)));
    }

    private List<String> waiting() throws Exception {
        return waiting(client);
    }

    /** The ids of what waits. */
    private static List<String> waiting(StreamClient of) throws Exception {
        List<String> ids = new ArrayList<>();
        StreamMessage message = of.next(Duration.ZERO);
        while (message.origin() != null && message.position() != null) {
            ids.add(message.position().text());
            message = of.next(Duration.ZERO);
        }
        return ids;
    }

    /** What waits, and the heartbeat after it. */
    private List<String> texts() throws Exception {
        List<String> texts = new ArrayList<>();
        String text = text(client.next(Duration.ZERO));
        while (!text.contains(": heartbeat")) {
            texts.add(text);
            text = text(client.next(Duration.ZERO));
        }
        texts.add(text);
        return texts;
    }

    private static String text(StreamMessage message) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static StreamPosition position(long first, long second) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        offsets.put(FIRST, first);
        offsets.put(SECOND, second);
        return new StreamPosition(offsets);
    }
}
