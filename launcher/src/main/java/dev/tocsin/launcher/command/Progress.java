package dev.tocsin.launcher.command;

import dev.tocsin.launcher.supervise.MachineStatus;
import dev.tocsin.launcher.supervise.MachineStatus.ChildStatus;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Prints a line whenever a process changes its state or says something new. */
final class Progress {
    private final PrintStream out;
    private final long startedAt = System.nanoTime();
    private final Map<String, String> shown = new HashMap<>();

    Progress(PrintStream out) {
        this.out = out;
    }

    void show(MachineStatus status) {
        for (ChildStatus child : status.children()) {
            String line =
                    child.detail().isEmpty() || child.state().equals("healthy")
                            ? child.state()
                            : child.state() + ": " + child.detail();
            if (!child.state().equals("waiting") && !line.equals(shown.put(child.name(), line))) {
                out.printf(
                        "  %5.1f s  %-14s %s%n",
                        (System.nanoTime() - startedAt) / 1e9, child.name(), line);
            }
        }
    }
}
