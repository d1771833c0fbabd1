package dev.tocsin.launcher.supervise;

/** A process did not start, and nothing was up before; the message says what to do. */
public final class StartFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }
}
