package dev.tocsin.connect.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who we are to Elasticsearch. */
public sealed interface Credentials {
    /** Nobody: the server has its security switched off. */
    record None() implements Credentials {}

    /** A user and its password. */
    record Basic(String username, String password) implements Credentials {
        @Override
        public String toString() {
            return "Basic[" + username + ", password hidden]";
        }
    }

    /** An API key in its encoded form. */
    record ApiKey(String encoded) implements Credentials {
        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }

    /**
     * The API key when there is one, else the user when there is one, else nobody; empty text means
     * absent.
     */
    static Credentials of(String username, String password, String apiKey) {
        if (!apiKey.isEmpty()) {
            return new ApiKey(apiKey);
        }
        return username.isEmpty() ? new None() : new Basic(username, password);
    }

    /** The value of the header {@code Authorization}; empty for none. */
    default String header() {
        return switch (this) {
            case None() -> "";
            case Basic(String username, String password) ->
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (username + ":" + password)
                                                    .getBytes(StandardCharsets.UTF_8));
            case ApiKey(String encoded) -> "ApiKey " + encoded;
        };
    }
}
