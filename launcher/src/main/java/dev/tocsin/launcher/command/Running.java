package dev.tocsin.launcher.command;

import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.supervise.MachineStatus;
import dev.tocsin.topic.KafkaAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The check that a command makes which needs a running machine. */
public final class Running {
    private static final int PATIENCE_MS = 3_000;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private Running() {}

    /**
     * Returns when a machine runs.
     *
     * @throws NotRunning when none does
     */
    public static void require(Settings settings) throws IOException, NotRunning {
        if (MachineStatus.read(settings.home()).filter(MachineStatus::isRunning).isEmpty()) {
            throw new NotRunning(
                    "Expected a running Tocsin, but nothing runs. Start it with ./tocsin up");
        }
    }

    /**
     * Waits until the running machine is ready, when it is still starting; says what it waits for.
     *
     * @param atMost how long
     * @return false when it is not ready in time, gave up or ended; it has said so
     */
    static boolean awaitReady(Path home, Duration atMost) throws IOException, InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        String said = "";
        while (true) {
            MachineStatus status = MachineStatus.read(home).orElse(null);
            if (status == null || !status.isRunning() || !status.failure().isEmpty()) {
                System.err.println(
                        "Expected Tocsin to become ready, but it ended: ./tocsin status");
                return false;
            }
            if (status.ready()) {
                return true;
            }
            String waiting = waitingFor(status);
            if (System.nanoTime() > until) {
                System.err.println(
                        "Expected Tocsin to become ready, but still waiting for " + waiting);
                return false;
            }
            if (!waiting.equals(said)) {
                System.err.println("Tocsin is still starting; waiting for " + waiting);
                said = waiting;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static String waitingFor(MachineStatus status) {
        return status.children().stream()
                .filter(child -> !child.state().equals("healthy"))
                .map(MachineStatus.ChildStatus::name)
                .collect(Collectors.joining(", "));
    }

    /**
     * Returns the addresses of the settings' brokers when one of them answers.
     *
     * @throws NotRunning when none does
     */
    static KafkaAccess broker(Settings settings) throws NotRunning {
        List<String> addresses = List.of(settings.kafka().split(",", -1));
        if (addresses.stream().noneMatch(Running::answers)) {
            throw new NotRunning(
                    "Expected a Kafka broker at "
                            + settings.kafka()
                            + ", but none answers. Start Tocsin with ./tocsin up, or set"
                            + " KAFKA_BOOTSTRAP_SERVERS");
        }
        return settings.kafkaAccess();
    }

    private static boolean answers(String address) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        String port = colon < 0 ? "9092" : address.substring(colon + 1);
        try (Socket socket = new Socket()) {
            InetSocketAddress at =
                    new InetSocketAddress(host.strip(), Integer.parseInt(port.strip()));
            socket.connect(at, PATIENCE_MS);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }
}
