package dev.tocsin.topology.normalize;

/** The three values of {@code event.outcome}, and the words that senders have for them. */
final class Outcome {
    static final String SUCCESS = "success";
    static final String FAILURE = "failure";
    static final String UNKNOWN = "unknown";

    private Outcome() {}

    static String of(boolean success) {
        return success ? SUCCESS : FAILURE;
    }

    static String of(String word) {
        return switch (Texts.lower(word)) {
            case "true",
                    "success",
                    "succeeded",
                    "successful",
                    "ok",
                    "allow",
                    "allowed",
                    "granted" ->
                    SUCCESS;
            case "false",
                    "failure",
                    "failed",
                    "fail",
                    "error",
                    "deny",
                    "denied",
                    "fraud",
                    "rejected",
                    "refused" ->
                    FAILURE;
            default -> UNKNOWN;
        };
    }
}
