package dev.tocsin.desk;

import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Runs the API alone. {@code --check-config} shows the settings in effect and ends. SIGTERM closes
 * it in an orderly way.
 */
public final class Main {
    private static final String LOGGING = "logback.configurationFile";

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-incident-api.xml");
        }
        ApiConfig config;
        try {
            config = ApiConfig.from(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (args.length == 1 && args[0].equals("--check-config")) {
            System.out.print(config.describe());
            return;
        }
        run(config);
    }

    private static void run(ApiConfig config) throws InterruptedException {
        LoggerFactory.getLogger(Main.class).info("Settings:\n{}", config.describe());
        DeskServer server = DeskServer.start(config);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    server.close();
                                    stopped.countDown();
                                },
                                "shutdown"));
        stopped.await();
    }
}
