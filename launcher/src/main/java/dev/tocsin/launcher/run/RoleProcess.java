package dev.tocsin.launcher.run;

import dev.tocsin.launcher.Settings;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one role in this process until SIGTERM, or until the supervisor that started it is gone. */
public final class RoleProcess {
    private static final Logger LOG = LoggerFactory.getLogger(RoleProcess.class);

    private RoleProcess() {}

    /**
     * Opens the role's servers and blocks.
     *
     * @return 1 when a server did not start, with the reason in the log; else it does not return
     */
    public static int run(Role role, Settings settings) throws InterruptedException {
        Opened opened = new Opened();
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close, "close"));
        exitWithSupervisor(settings);
        try {
            role.open(settings, opened);
        } catch (Exception e) {
            LOG.error("{} did not start: {}", role, e.getMessage(), e);
            return 1;
        }
        LOG.info("{} is up", role);
        new CountDownLatch(1).await();
        return 0;
    }

    private static void exitWithSupervisor(Settings settings) {
        String parent = settings.get("TOCSIN_SUPERVISOR_PID");
        if (parent != null) {
            ProcessHandle.of(Long.parseLong(parent))
                    .ifPresentOrElse(
                            supervisor -> Thread.ofVirtual().start(() -> exitAfter(supervisor)),
                            () -> System.exit(0));
        }
    }

    private static void exitAfter(ProcessHandle supervisor) {
        supervisor.onExit().join();
        System.exit(0);
    }
}
