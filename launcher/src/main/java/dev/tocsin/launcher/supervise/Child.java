package dev.tocsin.launcher.supervise;

import java.io.IOException;

/**
 * One process that the supervisor keeps alive. Not thread-safe: only the supervisor's thread starts
 * and stops it.
 */
public interface Child {
    /** Short name, for people and for the log file. */
    String name();

    /**
     * Starts the process.
     *
     * @throws IOException when it cannot be started; the message says what to do
     */
    void start() throws IOException;

    /** Whether the process runs. */
    boolean isAlive();

    /** Process id; 0 before the first start. */
    long pid();

    /** Whether it does its work: asked about once a second, must answer within two. */
    boolean isHealthy();

    /** Why the last start failed, for people; empty when it did not, or when only the log knows. */
    default String failure() {
        return "";
    }

    /** Asks the process to stop, waits, and kills it if it does not. */
    void stop();
}
