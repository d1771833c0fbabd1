package dev.tocsin.desk;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the API alone. SIGTERM closes it in an orderly way. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        ApiConfig config;
        try {
            config = ApiConfig.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        LOG.info("Settings:\n{}", config.describe());
        DeskServer server = DeskServer.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
        Thread.currentThread().join();
    }
}
