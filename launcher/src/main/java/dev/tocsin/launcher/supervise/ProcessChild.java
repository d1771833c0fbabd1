package dev.tocsin.launcher.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child that is a command with an environment, whose output goes to a log file. */
public final class ProcessChild implements Child {
    private static final long STOP_SECONDS = 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> env;
    private final Path log;
    private final Probe probe;
    private @Nullable Process process;

    public ProcessChild(
            String name, List<String> command, Map<String, String> env, Path log, Probe probe) {
        this.name = name;
        this.command = List.copyOf(command);
        this.env = Map.copyOf(env);
        this.log = log;
        this.probe = probe;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() throws IOException {
        Path directory = log.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(env);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process = builder.start();
        process.getOutputStream().close();
    }

    @Override
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    @Override
    public long pid() {
        return process == null ? 0 : process.pid();
    }

    @Override
    public boolean isHealthy() {
        return isAlive() && probe.ask();
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
