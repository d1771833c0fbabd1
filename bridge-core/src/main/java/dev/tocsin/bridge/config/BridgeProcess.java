package dev.tocsin.bridge.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bridge as a process of its own: {@code [--config FILE] [--check-config]}. It shows the settings
 * in effect when it starts, secrets masked, and stops in order when it is told to.
 *
 * @param <C> the bridge's settings
 * @param name of the bridge, and of its log settings {@code logback-<name>.xml}
 * @param settings reads the settings of an environment
 * @param describe shows settings, secrets masked
 * @param check reads the files that settings name, and starts nothing
 * @param start starts the bridge
 */
public record BridgeProcess<C>(
        String name,
        Function<Map<String, String>, C> settings,
        Function<C, String> describe,
        Check<C> check,
        Start<C> start) {
    private static final int WRONG_SETTINGS = 2;

    /** Looks at what settings name. */
    @FunctionalInterface
    public interface Check<C> {
        /**
         * Looks at it.
         *
         * @throws IOException when a start would fail; the message says why
         */
        void of(C config) throws IOException;
    }

    /** Starts a bridge. */
    @FunctionalInterface
    public interface Start<C> {
        /**
         * Starts it.
         *
         * @throws IOException when it cannot; the message says why
         */
        AutoCloseable with(C config) throws IOException;
    }

    /** Runs until the process is told to stop. */
    public void run(Map<String, String> env, String... args) throws InterruptedException {
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "logback-" + name + ".xml");
        }
        try {
            Arguments arguments = Arguments.of(args);
            C config = settings.apply(ConfigFile.under(env, arguments.file()));
            if (arguments.check()) {
                System.out.print(describe.apply(config));
                check.of(config);
            } else {
                serve(config);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(WRONG_SETTINGS);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void serve(C config) throws IOException, InterruptedException {
        Logger log = LoggerFactory.getLogger(BridgeProcess.class);
        log.info("Settings of {}:\n{}", name, describe.apply(config));
        AutoCloseable bridge = start.with(config);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(log, bridge, stopped)));
        stopped.await();
    }

    private static void stop(Logger log, AutoCloseable bridge, CountDownLatch stopped) {
        try {
            bridge.close();
        } catch (Exception e) {
            log.error("Expected to stop in order, but: {}", e.getMessage(), e);
        }
        stopped.countDown();
    }

    /**
     * What the command line says.
     *
     * @param check whether settings are shown and nothing is started
     * @param file of settings, or null
     */
    record Arguments(boolean check, @Nullable Path file) {
        static Arguments of(String... args) {
            boolean check = false;
            Path file = null;
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--check-config")) {
                    check = true;
                } else if (args[i].equals("--config") && i + 1 < args.length) {
                    file = Path.of(args[++i]);
                } else {
                    throw new IllegalArgumentException(
                            "Expected [--config FILE] [--check-config], but found " + args[i]);
                }
            }
            return new Arguments(check, file);
        }
    }
}
