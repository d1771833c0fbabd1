package dev.tocsin.bridge.http.splunk;

/** The answers of the HTTP Event Collector, by its own names and numbers. */
enum HecCode {
    SUCCESS(200, 0, "Success"),
    TOKEN_REQUIRED(401, 2, "Token is required"),
    INVALID_AUTHORIZATION(401, 3, "Invalid authorization"),
    INVALID_TOKEN(403, 4, "Invalid token"),
    NO_DATA(400, 5, "No data"),
    INVALID_DATA_FORMAT(400, 6, "Invalid data format"),
    INTERNAL(500, 8, "Internal server error"),
    BUSY(503, 9, "Server is busy"),
    CHANNEL_MISSING(400, 10, "Data channel is missing"),
    INVALID_CHANNEL(400, 11, "Invalid data channel"),
    EVENT_REQUIRED(400, 12, "Event field is required"),
    EVENT_BLANK(400, 13, "Event field cannot be blank"),
    ACK_DISABLED(400, 14, "ACK is disabled"),
    HEALTHY(200, 17, "HEC is healthy"),
    UNHEALTHY(503, 18, "HEC is unhealthy, queues are full"),
    TOO_LARGE(413, 27, "Request entity too large");

    private final int status;
    private final int code;
    private final String text;

    HecCode(int status, int code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /** The HTTP status that goes with it. */
    int status() {
        return status;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }
}
