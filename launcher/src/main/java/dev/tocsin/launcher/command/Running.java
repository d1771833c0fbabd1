package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.supervise.MachineStatus;
import java.io.IOException;

/** The check that a command makes which needs a running machine. */
public final class Running {
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
}
