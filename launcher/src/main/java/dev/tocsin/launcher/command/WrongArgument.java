package dev.tocsin.launcher.command;

/** An argument means nothing; the message says what was expected. Exit code 2. */
final class WrongArgument extends Exception {
    private static final long serialVersionUID = 1L;

    WrongArgument(String message) {
        super(message);
    }
}
