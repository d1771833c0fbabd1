package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.supervise.MachineStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/** The check that a command makes which needs a running machine. */
public final class Running {
    private static final int PATIENCE_MS = 3_000;

    private Running() {}

    /** Whether a machine runs; says what to do when none does. */
    public static boolean check(Settings settings) throws IOException {
        boolean running =
                MachineStatus.read(settings.home()).filter(MachineStatus::isRunning).isPresent();
        if (!running) {
            System.err.println(
                    "Expected a running Tocsin, but nothing runs. Start it with ./tocsin up");
        }
        return running;
    }

    /** Whether the broker of the settings answers; says what to do when it does not. */
    static boolean broker(Settings settings) {
        for (String address : List.of(settings.kafka().split(",", -1))) {
            int colon = address.lastIndexOf(':');
            String host = colon < 0 ? address : address.substring(0, colon);
            String port = colon < 0 ? "9092" : address.substring(colon + 1);
            try (Socket socket = new Socket()) {
                InetSocketAddress at =
                        new InetSocketAddress(host.strip(), Integer.parseInt(port.strip()));
                socket.connect(at, PATIENCE_MS);
                return true;
            } catch (IOException | IllegalArgumentException _) {
                // The next one may answer.
            }
        }
        System.err.println(
                "Expected a Kafka broker at "
                        + settings.kafka()
                        + ", but none answers. Start Tocsin with ./tocsin up, or set"
                        + " KAFKA_BOOTSTRAP_SERVERS");
        return false;
    }
}
