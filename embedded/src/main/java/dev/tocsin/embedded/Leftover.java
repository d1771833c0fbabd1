package dev.tocsin.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ends a node: our own child, or one that an earlier process left behind on the same data. */
final class Leftover {
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final long SAME_START_MS = 2_000;

    private Leftover() {}

    /**
     * Stops the process in the pid file, if it is the one that was started on these directories.
     */
    static void stop(ElasticsearchDirs dirs, Consumer<String> progress) throws IOException {
        Optional<ProcessHandle> found = find(dirs);
        if (found.isPresent()) {
            progress.accept(
                    "Stopping an Elasticsearch that was left behind, pid " + found.get().pid());
            stop(found.get(), STOP);
        }
        dirs.forgetPid();
    }

    /** SIGTERM, then SIGKILL to it and its children when it has not ended in time. */
    static void stop(ProcessHandle process, Duration timeout) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        if (!awaitEnd(process, timeout)) {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        Stream.concat(Stream.of(process), children.stream()).forEach(one -> awaitEnd(one, timeout));
    }

    /** Writes the pid file: the process id and when the process started. */
    static void remember(ProcessHandle process, ElasticsearchDirs dirs) throws IOException {
        Files.writeString(dirs.pidFile(), process.pid() + " " + startMs(process));
    }

    private static Optional<ProcessHandle> find(ElasticsearchDirs dirs) throws IOException {
        if (!Files.exists(dirs.pidFile())) {
            return Optional.empty();
        }
        String text = Files.readString(dirs.pidFile()).strip();
        if (!text.matches("[0-9]{1,10} [0-9]{1,15}")) {
            return Optional.empty();
        }
        int space = text.indexOf(' ');
        long startMs = Long.parseLong(text.substring(space + 1));
        return ProcessHandle.of(Long.parseLong(text.substring(0, space)))
                .filter(process -> Math.abs(startMs(process) - startMs) < SAME_START_MS);
    }

    /** A process id is used again some day; together with the start time it is unique. */
    private static long startMs(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static boolean awaitEnd(ProcessHandle process, Duration timeout) {
        try {
            process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected to see process " + process + " end", e);
        }
    }
}
