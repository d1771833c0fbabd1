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

    /** Of a status of HTTP; 000 and anything else that is none says nothing. */
    static String ofHttp(String status) {
        if (status.length() != 3) {
            return UNKNOWN;
        }
        return switch (status.charAt(0)) {
            case '1', '2', '3' -> SUCCESS;
            case '4', '5' -> FAILURE;
            default -> UNKNOWN;
        };
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
