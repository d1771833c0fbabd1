package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Exit;
import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.supervise.Leftovers;
import dev.tocsin.launcher.supervise.MachineStatus;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops the all-in-one machine; its data stays. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stop everything; the data stays in TOCSIN_HOME.")
public final class DownCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.from(System.getenv());
        Optional<MachineStatus> status = MachineStatus.read(settings.home());
        if (status.isEmpty()) {
            System.out.println("Nothing was running.");
            return Exit.DONE;
        }
        int stopped = Leftovers.stop(status.get());
        System.out.println(stopped == 0 ? "Nothing was running." : "Stopped.");
        return Exit.DONE;
    }
}
