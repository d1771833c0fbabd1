package dev.tocsin.launcher.shipper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that sends the lines of its file.
 *
 * @param absent why it cannot run here; null when it can
 */
record Shipper(
        String name,
        Promise promise,
        List<String> command,
        Map<String, String> environment,
        @Nullable String absent) {
    private static final int STOP_SECONDS = 20;

    /** What becomes of its lines when those who take them die. */
    enum Promise {
        /** It waits until it is told that its lines are stored, and gives each an id. */
        ONCE,
        /** It waits until it is told; what it sends again is there again. */
        AT_LEAST_ONCE,
        /** It waits for no answer: what is on its way to the dead is lost. */
        NONE
    }

    static Shipper absent(String name, String why) {
        return new Shipper(name, Promise.AT_LEAST_ONCE, List.of(), Map.of(), why);
    }

    /** Starts it; what it says goes to a file. */
    Running start(Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment);
        return new Running(this, builder.start());
    }

    /** One that runs. */
    record Running(Shipper shipper, Process process) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }
}
