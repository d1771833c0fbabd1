package dev.tocsin.launcher.command;

import dev.tocsin.launcher.Settings;
import dev.tocsin.launcher.run.Role;
import dev.tocsin.launcher.run.RoleProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One process of the machine: what the supervisor starts. */
@Command(name = "run", hidden = true, description = "Run one role in this process.")
public final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ROLE", description = "${COMPLETION-CANDIDATES}")
    Role role = Role.KAFKA;

    @Override
    public Integer call() throws InterruptedException {
        return RoleProcess.run(role, Settings.from(System.getenv()));
    }
}
