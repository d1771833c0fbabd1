package dev.tocsin.desk.auth;

import io.javalin.http.Context;

/** Logs people in who have a user name and a password. */
@FunctionalInterface
public interface PasswordLogIn {
    /**
     * Opens a session.
     *
     * @throws dev.tocsin.desk.http.ProblemException 401 when they do not fit, 429 when the caller
     *     has to wait
     */
    Principal logIn(Context ctx, String user, String password);
}
