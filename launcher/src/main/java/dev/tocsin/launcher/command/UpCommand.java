package dev.tocsin.launcher.command;

import dev.tocsin.embedded.DiskSpace;
import dev.tocsin.embedded.Ports;
import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.Settings.Port;
import dev.tocsin.launcher.supervise.Leftovers;
import dev.tocsin.launcher.supervise.Machine;
import dev.tocsin.launcher.supervise.MachineStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the all-in-one machine in the background and shows how it comes up. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Start everything on this machine; real servers by KAFKA_BOOTSTRAP_SERVERS,"
                        + " ELASTICSEARCH_URL, RABBITMQ_URI, MONGODB_URI.")
public final class UpCommand implements Callable<Integer> {
    private static final long MIN_FREE_BYTES = 2L << 30;
    private static final long LOOK_EVERY_MS = 200;
    private static final long LONGEST_START_MS = TimeUnit.MINUTES.toMillis(5);

    @Option(names = "--json", description = "Print the status as JSON when everything is healthy.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.from(System.getenv());
        Optional<MachineStatus> before = MachineStatus.read(settings.home());
        if (before.isPresent() && before.get().isRunning()) {
            return follow(settings, before.get().pid());
        }
        if (before.isPresent()) {
            Leftovers.stop(before.get());
        }
        Files.createDirectories(settings.home());
        DiskSpace.require(settings.home(), MIN_FREE_BYTES);
        List<String> taken = takenPorts(settings);
        if (!taken.isEmpty()) {
            taken.forEach(System.err::println);
            return Exit.FAILED;
        }
        Files.deleteIfExists(settings.home().resolve("status.json"));
        return follow(settings, startSupervisor(settings));
    }

    private static List<String> takenPorts(Settings settings) {
        List<String> taken = new ArrayList<>();
        for (Port port : Machine.ports(settings)) {
            int number = settings.port(port);
            if (!Ports.isFree(number)) {
                taken.add(
                        "Expected port %d to be free, but something listens there. Stop it, or set %s to another port"
                                .formatted(number, port.setting()));
            }
        }
        return taken;
    }

    private static long startSupervisor(Settings settings) throws IOException {
        Path log = settings.home().resolve("logs").resolve("supervisor.log");
        Files.createDirectories(log.getParent());
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: Ctrl-C in this terminal must not reach it.
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dtocsin.process=supervisor",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.tocsin.launcher.Tocsin",
                        "serve"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        process.getOutputStream().close();
        return process.pid();
    }

    private int follow(Settings settings, long pid) throws IOException, InterruptedException {
        Progress progress = new Progress(System.err);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MS);
        while (System.nanoTime() < deadline) {
            Optional<MachineStatus> status = MachineStatus.read(settings.home());
            status.ifPresent(progress::show);
            if (status.isPresent() && status.get().ready()) {
                System.out.print(json ? status.get().json() + "\n" : Welcome.text(settings));
                return Exit.DONE;
            }
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                System.err.println(
                        status.map(MachineStatus::failure)
                                .filter(text -> !text.isEmpty())
                                .orElse(
                                        "Expected the supervisor to run, but it has ended. See ./tocsin logs supervisor"));
                return Exit.FAILED;
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        System.err.println(
                "Expected everything to be healthy within 5 minutes, but it is not. See ./tocsin status");
        return Exit.FAILED;
    }
}
