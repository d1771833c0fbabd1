package dev.tocsin.connect;

import dev.tocsin.connect.worker.ConnectWorker;
import dev.tocsin.connect.worker.WorkerConfig;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a Connect worker with the connectors of {@code connect-config}, configured by the
 * environment. SIGTERM stops it. Exit codes: 0 stopped, 1 failed while it ran or started, 2 a
 * setting is wrong.
 */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int WRONG_SETTING = 2;

    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        System.exit(run());
    }

    private static int run() {
        try {
            ConnectWorker worker = ConnectWorker.start(WorkerConfig.from(System.getenv()));
            LOG.info("Connect is ready at {}", worker.url());
            worker.awaitStop();
            return 0;
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
            return WRONG_SETTING;
        } catch (IOException e) {
            LOG.error("{}", e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }
}
