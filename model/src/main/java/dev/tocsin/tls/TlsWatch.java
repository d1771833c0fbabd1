package dev.tocsin.tls;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at TLS files again and again, and hands on what they hold when it changed. What cannot be
 * used is told once, and what was used before stays. The contents are compared, not times: a mount
 * of Kubernetes swaps links.
 */
public final class TlsWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

    private final TlsFiles files;
    private final Duration every;
    private final Consumer<TlsMaterial> changed;
    private final Thread thread;
    private String seen;
    private String told = "";
    private volatile boolean closed;

    private TlsWatch(TlsFiles files, Duration every, Consumer<TlsMaterial> changed, String seen) {
        this.files = files;
        this.every = every;
        this.changed = changed;
        this.seen = seen;
        this.thread = Thread.ofVirtual().name("tls-files").unstarted(this::run);
    }

    /**
     * Starts looking.
     *
     * @param changed is given what the files hold, on a thread of this
     * @throws IOException when a file cannot be read now
     */
    public static TlsWatch start(TlsFiles files, Duration every, Consumer<TlsMaterial> changed)
            throws IOException {
        TlsWatch watch = new TlsWatch(files, every, changed, files.fingerprint());
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            try {
                Thread.sleep(every);
                look();
            } catch (InterruptedException e) {
                LOG.debug("Woken to close", e);
            }
        }
    }

    private void look() {
        try {
            String now = files.fingerprint();
            if (!now.equals(seen)) {
                seen = now;
                changed.accept(files.read());
                told = "";
                LOG.info("TLS files changed and are in use");
            }
        } catch (IOException e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String problem) {
        if (!problem.equals(told)) {
            told = problem;
            LOG.warn("{}; what was used before stays", problem);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
