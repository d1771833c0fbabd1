package dev.tocsin.launcher.run;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servers that were opened, to be closed in the opposite order. Thread-safe. */
final class Opened implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> servers = new ArrayDeque<>();

    synchronized void add(AutoCloseable server) {
        servers.push(server);
    }

    /** Closes all of them; one that fails to close does not keep the others open. */
    @Override
    public synchronized void close() {
        while (!servers.isEmpty()) {
            AutoCloseable server = servers.pop();
            try {
                server.close();
            } catch (Exception e) {
                LOG.warn("Expected {} to close, but: {}", server, e.toString());
            }
        }
    }
}
