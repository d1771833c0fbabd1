package dev.tocsin.desk.auth.oidc;

/** The provider does not answer, or not with what it should: nobody can log in by it now. */
final class ProviderAwayException extends Exception {
    private static final long serialVersionUID = 1L;

    ProviderAwayException(String message) {
        super(message);
    }

    ProviderAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
