package dev.tocsin.desk.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.desk.auth.AuthMethod;
import dev.tocsin.desk.auth.Identity;
import dev.tocsin.desk.auth.Principal;
import dev.tocsin.desk.auth.Role;
import dev.tocsin.desk.ops.DeskMetrics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StreamHealthTest {
    private static final Principal READER =
            new Principal(
                    new Identity("k", "reader", Set.of(Role.VIEWER), null, AuthMethod.KEY),
                    null,
                    null);

    private final AtomicBoolean store = new AtomicBoolean(true);
    private final AtomicLong waiting = new AtomicLong();
    private final StreamHub hub = new StreamHub(new DeskMetrics());
    private final StreamHealth health =
            new StreamHealth(Map.of("store", store::get), waiting::get, hub);

    @Test
    void tellsWhenAPartFailsAndWhenItWorksAgainAndNothingInBetween() throws Exception {
        StreamClient client = reader();
        health.look();
        assertThat(next(client)).contains("event: health", "\"status\":\"ok\"");

        store.set(false);
        health.look();
        health.look();
        store.set(true);
        health.look();

        assertThat(next(client)).contains("\"store\":\"unavailable\"", "\"status\":\"degraded\"");
        assertThat(next(client)).contains("\"store\":\"ok\"", "\"status\":\"ok\"");
        assertThat(next(client)).contains("heartbeat");
    }

    @Test
    void tellsWhenManyAlertsWaitToBeStored() throws Exception {
        StreamClient client = reader();
        waiting.set(StreamHealth.BEHIND);
        health.look();
        waiting.set(StreamHealth.BEHIND + 1);
        health.look();

        assertThat(next(client)).contains("\"behind\":false");
        assertThat(next(client)).contains("\"waiting\":1001,\"behind\":true", "degraded");
    }

    @Test
    void tellsANewReaderHowItIs() throws Exception {
        health.look();
        hub.add(health);

        assertThat(next(reader())).contains("event: health");

        waiting.set(7);
        health.look();

        assertThat(next(reader())).contains("\"waiting\":7");
    }

    private StreamClient reader() {
        hub.position(new StreamPosition(Map.of()));
        return switch (hub.subscribe(READER, StreamFilter.ALL, null)) {
            case StreamHub.Subscription subscription -> subscription.client();
            case StreamHub.Full _, StreamHub.Enough _ ->
                    throw new IllegalStateException("Expected a place");
        };
    }

    private static String next(StreamClient client) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        client.next(Duration.ZERO).writeTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
