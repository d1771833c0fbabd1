package dev.tocsin.launcher;

/** What a command needs does not run; the message says what to start. Exit code 3. */
public final class NotRunning extends Exception {
    private static final long serialVersionUID = 1L;

    public NotRunning(String message) {
        super(message);
    }
}
