package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.supervise.MachineStatus;
import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which processes run, with their memory. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what runs. Exit code 0: all healthy; 1: not all; 3: nothing runs.")
public final class StatusCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Print it as JSON.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.from(System.getenv());
        Optional<MachineStatus> found =
                MachineStatus.read(settings.home()).filter(MachineStatus::isRunning);
        if (found.isEmpty()) {
            System.out.println(json ? "{\"ready\":false}" : "Nothing runs. Start with ./tocsin up");
            return Exit.NOT_RUNNING;
        }
        MachineStatus status = found.get();
        if (json) {
            System.out.println(status.json());
        } else {
            print(settings, status);
        }
        return status.ready() ? Exit.DONE : Exit.FAILED;
    }

    private static void print(Settings settings, MachineStatus status) throws IOException {
        System.out.printf(
                "%-14s %-11s %8s %9s %9s%n", "process", "state", "pid", "memory", "restarts");
        long total = residentKb(status.pid());
        System.out.printf(
                "%-14s %-11s %8d %6d MB %9d%n",
                "supervisor", "healthy", status.pid(), total >> 10, 0);
        for (ChildStatus child : status.children()) {
            long kb = treeKb(child.pid());
            total += kb;
            System.out.printf(
                    "%-14s %-11s %8d %6d MB %9d  %s%n",
                    child.name(),
                    child.state(),
                    child.pid(),
                    kb >> 10,
                    child.restarts(),
                    child.detail());
        }
        System.out.printf("%-14s %-11s %8s %6d MB%n", "total", "", "", total >> 10);
        System.out.println("rules          " + status.rules());
        if (status.ready()) {
            System.out.print(Welcome.text(settings));
        }
    }

    /** Resident memory of a process and of those that it started. */
    private static long treeKb(long pid) throws IOException {
        long kb = residentKb(pid);
        for (ProcessHandle child :
                ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList()) {
            kb += residentKb(child.pid());
        }
        return kb;
    }

    /** Resident memory of a process from {@code /proc}; 0 where that is not there. */
    private static long residentKb(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/status");
        if (pid == 0 || !Files.exists(file)) {
            return 0;
        }
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
