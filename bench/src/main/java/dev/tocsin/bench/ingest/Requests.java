package dev.tocsin.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;

/** The requests of a protocol, and what their answers say. Immutable. */
final class Requests {
    /** 500 events a request. */
    static final Requests BULK =
            new Requests(
                    "/_bulk",
                    "application/x-ndjson",
                    500,
                    "{\"create\":{\"_index\":\"events\"}}\n");

    /** One. */
    static final Requests SINGLE = new Requests("/events", "application/json", 1, "");

    private static final byte[] NO_ERRORS = "\"errors\":false".getBytes(US_ASCII);

    private final byte[] head;
    private final byte[] before;
    private final int events;

    private Requests(String path, String mediaType, int events, String before) {
        this.before = before.getBytes(US_ASCII);
        this.events = events;
        int line = this.before.length + NumberedEvent.bytes() + 1;
        this.head = HttpWire.head(path, mediaType, events * line);
    }

    /** How many events a request has. */
    int events() {
        return events;
    }

    /** A request with the events of these numbers. */
    byte[] of(long from) {
        int line = before.length + NumberedEvent.bytes() + 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + events * line);
        out.writeBytes(head);
        for (int i = 0; i < events; i++) {
            out.writeBytes(before);
            NumberedEvent.write(from + i, out);
            out.write('\n');
        }
        return out.toByteArray();
    }

    /**
     * Which of the request's events are acknowledged.
     *
     * @throws IOException when the answer is neither that nor a wish to be left alone for a while
     */
    BitSet acknowledged(HttpWire.Answer answer) throws IOException {
        BitSet acknowledged = new BitSet(events);
        switch (answer.status()) {
            case 200 -> {
                if (this == BULK && !holds(answer.body(), NO_ERRORS)) {
                    perItem(answer.body(), acknowledged);
                } else {
                    acknowledged.set(0, events);
                }
            }
            case 429, 503 -> {}
            default ->
                    throw new IOException(
                            "Expected status 200, 429 or 503, but found %d: %s"
                                    .formatted(
                                            answer.status(), new String(answer.body(), US_ASCII)));
        }
        return acknowledged;
    }

    private static void perItem(byte[] body, BitSet acknowledged) throws IOException {
        int at = 0;
        for (JsonNode item : Json.parse(body).path("items")) {
            acknowledged.set(at++, item.path("create").path("status").asInt() == 201);
        }
    }

    /** Whether the first bytes have these in them. */
    private static boolean holds(byte[] body, byte[] wanted) {
        String start = new String(body, 0, Math.min(body.length, 100), US_ASCII);
        return start.contains(new String(wanted, US_ASCII));
    }
}
