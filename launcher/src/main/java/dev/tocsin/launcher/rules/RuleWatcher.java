package dev.tocsin.launcher.rules;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import dev.tocsin.launcher.rules.RulePublisher.Published;
import dev.tocsin.rules.source.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a directory of rules or of pipelines when a file in it changes: an editor's save is
 * live within a second. Changes that come together within 100 ms are published together.
 */
public final class RuleWatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleWatcher.class);
    private static final long QUIET_MS = 100;

    private final Path directory;
    private final Publisher publisher;
    private final Consumer<String> said;
    private final WatchService watches;

    /**
     * A watcher of a directory; nothing happens before {@link #start}.
     *
     * @param said told what each publication did, in a line for people
     */
    public RuleWatcher(Path directory, Publisher publisher, Consumer<String> said)
            throws IOException {
        this.directory = directory;
        this.publisher = publisher;
        this.said = said;
        this.watches = directory.getFileSystem().newWatchService();
    }

    /** Publishes the directory as it is, and then at each change, on a thread of its own. */
    public void start() throws IOException {
        register();
        publish();
        Thread.ofPlatform().daemon().name("rule-watcher").start(this::watch);
    }

    @Override
    public void close() throws IOException {
        watches.close();
    }

    private void watch() {
        try {
            while (true) {
                WatchKey key = watches.take();
                while (key != null) {
                    key.pollEvents();
                    key.reset();
                    key = watches.poll(QUIET_MS, TimeUnit.MILLISECONDS);
                }
                register();
                publish();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException _) {
            LOG.debug("No longer watching {}", directory);
        } catch (IOException e) {
            LOG.error(
                    "Expected to watch {}, but: {}. Its files are no longer live",
                    directory,
                    e.toString());
            said.accept("not watched: " + e);
        }
    }

    private void publish() {
        try {
            Published published = publisher.publish(directory, "watcher");
            for (Problem problem : published.problems()) {
                if (problem.isError()) {
                    LOG.error("{}", problem);
                }
            }
            LOG.info("{}", published.summary());
            said.accept(describe(published));
        } catch (IOException | UncheckedIOException e) {
            LOG.error("Expected to publish the files of {}, but: {}", directory, e.toString());
            said.accept("not published: " + e.getMessage());
        }
    }

    private static String describe(Published published) {
        List<Problem> errors = published.problems().stream().filter(Problem::isError).toList();
        return errors.isEmpty()
                ? published.valid() + " " + published.what() + " live"
                : published.valid()
                        + " "
                        + published.what()
                        + " live; kept the old version of "
                        + String.join(", ", published.refused())
                        + ": "
                        + errors.getFirst();
    }

    /** Registering a directory twice is the same as once. */
    private void register() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.filter(Files::isDirectory).toList()) {
                each.register(watches, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
            }
        }
    }
}
