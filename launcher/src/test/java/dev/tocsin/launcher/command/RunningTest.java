package dev.tocsin.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.NotRunning;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.supervise.MachineStatus;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir private Path home;

    @Test
    void waitsUntilAMachineThatStartsIsReady() throws Exception {
        status(false, "").write(home);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> ready = threads.submit(() -> Running.awaitReady(home, LONG));
            status(true, "").write(home);

            assertThat(ready.get()).isTrue();
        }
    }

    @Test
    void saysWhatToStartWhenNothingRuns() {
        Settings settings =
                Settings.from(
                        Map.of(
                                "TOCSIN_HOME",
                                home.toString(),
                                "KAFKA_BOOTSTRAP_SERVERS",
                                "127.0.0.1:1,127.0.0.1:x"));

        assertThatExceptionOfType(NotRunning.class)
                .isThrownBy(() -> Running.require(settings))
                .withMessageContaining("./tocsin up")
                .satisfies(e -> assertThat(Exit.of(e)).isEqualTo(Exit.NOT_RUNNING));
        assertThatExceptionOfType(NotRunning.class)
                .isThrownBy(() -> Running.broker(settings))
                .withMessageContaining("127.0.0.1:1,127.0.0.1:x");
    }

    @Test
    void findsTheMachineAndTheBrokerThatRun() throws Exception {
        status(true, "").write(home);
        try (ServerSocket broker = new ServerSocket(0)) {
            String addresses = "127.0.0.1:1,127.0.0.1:" + broker.getLocalPort();
            Settings settings =
                    Settings.from(
                            Map.of(
                                    "TOCSIN_HOME",
                                    home.toString(),
                                    "KAFKA_BOOTSTRAP_SERVERS",
                                    addresses));

            Running.require(settings);

            assertThat(Running.broker(settings).bootstrapServers()).isEqualTo(addresses);
        }
    }

    @Test
    void waitsNoLongerThanItMay() throws Exception {
        status(false, "").write(home);

        assertThat(Running.awaitReady(home, Duration.ofMillis(1))).isFalse();
    }

    @Test
    void doesNotWaitForAMachineThatGaveUpOrEnded() throws Exception {
        assertThat(Running.awaitReady(home, LONG)).isFalse();

        status(false, "no memory").write(home);

        assertThat(Running.awaitReady(home, LONG)).isFalse();

        new MachineStatus(Long.MAX_VALUE, 1, false, "", List.of(), "").write(home);

        assertThat(Running.awaitReady(home, LONG)).isFalse();
    }

    private static MachineStatus status(boolean ready, String failure) {
        ProcessHandle self = ProcessHandle.current();
        return new MachineStatus(
                self.pid(),
                MachineStatus.startOf(self),
                ready,
                failure,
                List.of(
                        new MachineStatus.ChildStatus(
                                "bridge-rabbit", 1, 1, ready ? "healthy" : "starting", 0, "")),
                "");
    }
}
