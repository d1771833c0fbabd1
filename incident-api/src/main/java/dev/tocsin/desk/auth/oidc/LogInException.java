package dev.tocsin.desk.auth.oidc;

import dev.tocsin.desk.http.Problem;

/** A log-in comes to nothing; the message says why. */
final class LogInException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    private LogInException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The browser's log-in is unknown, too old or done: it can begin another one. */
    static LogInException lost(String message) {
        return new LogInException(400, message);
    }

    /** Somebody is not let in, or what is shown is not believed. */
    static LogInException refused(String message) {
        return new LogInException(403, message);
    }

    Problem problem() {
        String message = String.valueOf(getMessage());
        return status == 400
                ? new Problem(status, "log-in-lost", "Log in again", message)
                : new Problem(status, "log-in-refused", "You are not logged in", message);
    }
}
