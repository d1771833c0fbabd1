package dev.tocsin.topology;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The topology's {@link Main} in a process of its own, which can be killed. */
final class TopologyProcess implements AutoCloseable {
    private final Process process;

    private TopologyProcess(Process process) {
        this.process = process;
    }

    static TopologyProcess start(Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new TopologyProcess(builder.start());
    }

    /** SIGKILL: nothing is finished, nothing is closed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
