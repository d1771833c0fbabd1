package dev.tocsin.bridge.http.loki;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedInputStream;
import dev.tocsin.bridge.http.wire.Message;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a {@code PushRequest} in protobuf into one item per entry. Its messages are few and small
 * enough to be read field by field:
 *
 * <pre>
 * PushRequest { repeated Stream streams = 1; }
 * Stream { string labels = 1; repeated Entry entries = 2; }
 * Entry { Timestamp timestamp = 1; string line = 2; repeated Pair structuredMetadata = 3; }
 * Timestamp { int64 seconds = 1; int32 nanos = 2; }
 * Pair { string name = 1; string value = 2; }
 * </pre>
 */
final class LokiProtobuf {
    private final LokiItems items;

    private LokiProtobuf(LokiItems items) {
        this.items = items;
    }

    /** Why the body as a whole is no request, or null when it is one. */
    static @Nullable String cut(byte[] body, LokiItems items) {
        LokiProtobuf cutter = new LokiProtobuf(items);
        try {
            Message.of(body).forEach((number, value) -> number != 1 || cutter.stream(value));
            return null;
        } catch (IOException e) {
            return "Expected a PushRequest in protobuf, but found: " + e.getMessage();
        }
    }

    private boolean stream(Message stream) throws IOException {
        ObjectNode labels;
        try {
            labels = items.labels(LokiLabels.parse(labels(stream)));
        } catch (LokiLabels.Malformed e) {
            return items.malformed(stream.bytes(), String.valueOf(e.getMessage()));
        }
        stream.forEach((number, value) -> number != 2 || entry(labels, value));
        return items.haveRoom();
    }

    private String labels(Message stream) throws IOException {
        String[] labels = {""};
        stream.forEach(
                (number, value) -> {
                    if (number == 1) {
                        items.checkShared(value.length());
                        labels[0] = value.text();
                    }
                    return true;
                });
        return labels[0];
    }

    private boolean entry(ObjectNode labels, Message entry) {
        if (items.isTooLarge(entry.length())) {
            return items.malformed(entry.bytes(), items.tooLarge(entry.length()));
        }
        try {
            Entry read = new Entry();
            entry.forEach(read::field);
            return items.add(labels, read.nanos, read.line, read.metadata);
        } catch (IOException e) {
            return items.malformed(
                    entry.bytes(), "Expected an entry of a stream, but found: " + e.getMessage());
        }
    }

    /** One entry. */
    private static final class Entry {
        private String nanos = "0";
        private String line = "";
        private final Map<String, String> metadata = new LinkedHashMap<>();

        boolean field(int number, Message value) throws IOException {
            switch (number) {
                case 1 -> nanos = nanos(value.open());
                case 2 -> line = value.text();
                case 3 -> pair(value);
                default -> {}
            }
            return true;
        }

        private void pair(Message pair) throws IOException {
            String[] parts = {"", ""};
            pair.forEach(
                    (number, value) -> {
                        if (number == 1 || number == 2) {
                            parts[number - 1] = value.text();
                        }
                        return true;
                    });
            metadata.put(parts[0], parts[1]);
        }

        private static String nanos(CodedInputStream in) throws IOException {
            long seconds = 0;
            long nanos = 0;
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case 8 -> seconds = in.readInt64();
                    case 16 -> nanos = in.readInt32();
                    default -> in.skipField(tag);
                }
            }
            try {
                return Long.toString(
                        Math.addExact(Math.multiplyExact(seconds, 1_000_000_000L), nanos));
            } catch (ArithmeticException _) {
                // Its message is no text to show: a compiled method throws it without one.
                throw new IOException(
                        "a time of "
                                + seconds
                                + " s and "
                                + nanos
                                + " ns, which is more than 64 bits of nanoseconds");
            }
        }
    }
}
