package dev.tocsin.launcher.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import dev.tocsin.launcher.supervise.Supervisor.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir Path home;

    @Test
    void restartsAKilledChildAndSaysSo() throws IOException {
        Supervisor supervisor = supervisor(List.of(List.of(sleeper("steady"), sleeper("killed"))));
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(supervisor::run);
        await().atMost(SOON).until(() -> status().ready());
        long steady = child("steady").pid();
        long killed = child("killed").pid();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(SOON).until(() -> child("killed").restarts() == 1 && status().ready());
        assertThat(child("killed").pid()).isNotEqualTo(killed);
        assertThat(child("killed").detail())
                .contains("process " + killed + " ended", "logs killed");
        assertThat(child("steady").pid()).isEqualTo(steady);
        supervisor.close();
        assertThat(run).succeedsWithin(SOON).isEqualTo(true);
    }

    @Test
    void leavesNoProcessBehind() throws IOException {
        Supervisor supervisor =
                supervisor(List.of(List.of(sleeper("one")), List.of(sleeper("two"))));
        CompletableFuture<Boolean> run = CompletableFuture.supplyAsync(supervisor::run);
        await().atMost(SOON).until(() -> status().ready());
        List<Long> pids = status().children().stream().map(ChildStatus::pid).toList();

        supervisor.close();

        assertThat(run).succeedsWithin(SOON).isEqualTo(true);
        assertThat(pids)
                .hasSize(2)
                .allMatch(pid -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void givesUpWhenAFirstStartFailsAndNamesTheLog() throws IOException {
        Supervisor supervisor =
                supervisor(List.of(List.of(sleeper("fine"), child("broken", "false"))));

        assertThat(supervisor.run()).isFalse();

        assertThat(status().failure())
                .isEqualTo("Expected broken to start, but its process ended. See logs broken");
        assertThat(ProcessHandle.of(child("fine").pid()).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void stopsWhatAKilledSupervisorLeftBehind() throws Exception {
        Child orphan =
                new ProcessChild("orphan", List.of("sleep", "600"), Map.of(), log(), () -> true);
        orphan.start();
        long started = MachineStatus.startOf(ProcessHandle.of(orphan.pid()).orElseThrow());
        MachineStatus left =
                new MachineStatus(
                        0,
                        0,
                        true,
                        "",
                        List.of(new ChildStatus("orphan", orphan.pid(), started, "healthy", 0, "")),
                        "");

        assertThat(Leftovers.stop(left)).isEqualTo(1);
        assertThat(orphan.isAlive()).isFalse();
        assertThat(Leftovers.stop(left)).isZero();
    }

    private Supervisor supervisor(List<List<SupervisedChild>> stages) throws IOException {
        return new Supervisor(
                home, stages.stream().map(s -> new Stage(s, () -> {})).toList(), () -> "");
    }

    private SupervisedChild sleeper(String name) {
        return child(name, "sleep", "600");
    }

    private SupervisedChild child(String name, String... command) {
        return new SupervisedChild(
                new ProcessChild(name, List.of(command), Map.of(), log(), () -> true),
                "logs " + name,
                () -> "");
    }

    private Path log() {
        return home.resolve("logs").resolve("test.log");
    }

    private MachineStatus status() throws IOException {
        return MachineStatus.read(home).orElse(new MachineStatus(0, 0, false, "", List.of(), ""));
    }

    private ChildStatus child(String name) throws IOException {
        return status().children().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
