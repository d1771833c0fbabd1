package dev.tocsin.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.tocsin.embedded.EmbeddedKafka;
import dev.tocsin.embedded.TopicSetup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand senders that are connected and say nothing cost little, and others nothing. */
@Timeout(120)
class IdleConnectionsIT {
    /** How many connections lie idle where the system lets a process have as many. */
    private static final int WANTED = Integer.getInteger("tocsin.test.idle-connections", 10_000);

    /** File descriptors for everything else. */
    private static final int SPARE = 500;

    /** The heap that a connection may take. */
    private static final long MAX_BYTES = 24 << 10;

    @Test
    void answersASenderAmongManyIdleConnections(@TempDir Path directory) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            TopicSetup.create(kafka.bootstrapServers());
            Map<String, String> env =
                    Map.of(
                            "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                            "TOCSIN_HTTP_PORT", "0",
                            "TOCSIN_INGEST_OPEN", "true",
                            "TOCSIN_HTTP_IDLE_TIMEOUT_MS", "600000");
            try (IngestServer server = IngestServer.start(HttpConfig.from(env));
                    IngestClient sender = new IngestClient(server.port())) {
                check(server, sender, allowed());
            }
        }
    }

    private static void check(IngestServer server, IngestClient sender, int idle)
            throws IOException {
        assertThat(sender.post("/events", "{\"a\":1}").status()).isEqualTo(200);
        long before = heap();
        long start = System.nanoTime();
        try (IdleSenders senders = IdleSenders.open(server.port(), idle)) {
            long opened = System.nanoTime();
            long each = (heap() - before) / idle;
            System.out.printf(
                    "%,d idle connections opened in %,d ms, %,d bytes of heap each%n",
                    idle, (opened - start) / 1_000_000, each);
            assertThat(each).as("bytes of heap of an idle connection").isLessThan(MAX_BYTES);
            for (int i = 0; i < 50; i++) {
                assertThat(sender.post("/events", "{\"a\":1}").status()).isEqualTo(200);
            }
            senders.ask();
        }
    }

    /** What the limit to file descriptors allows, and a word when that is not what was wanted. */
    private static int allowed() {
        long free = Long.MAX_VALUE;
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            free = os.getMaxFileDescriptorCount() - os.getOpenFileDescriptorCount() - SPARE;
        }
        int allowed = (int) Math.min(WANTED, free);
        if (allowed < WANTED) {
            System.out.printf(
                    "Expected file descriptors for %,d idle connections, but the limit (ulimit -n)"
                            + " allows %,d: so many are opened%n",
                    WANTED, allowed);
        }
        assertThat(allowed).as("connections that ulimit -n allows").isPositive();
        return allowed;
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
