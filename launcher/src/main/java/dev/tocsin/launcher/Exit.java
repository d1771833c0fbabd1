package dev.tocsin.launcher;

/** What the exit codes of the command line mean. */
public final class Exit {
    /** Done. */
    public static final int DONE = 0;

    /** It did not work; the message says why. */
    public static final int FAILED = 1;

    /** Wrong arguments. */
    public static final int USAGE = 2;

    /** The command needs a running machine, and none runs. */
    public static final int NOT_RUNNING = 3;

    private Exit() {}

    /** The code of a command that ended with an exception. */
    public static int of(Exception e) {
        return e instanceof NotRunning ? NOT_RUNNING : FAILED;
    }
}
