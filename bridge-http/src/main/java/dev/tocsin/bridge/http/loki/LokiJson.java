package dev.tocsin.bridge.http.loki;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.bridge.http.wire.JsonWalk;
import dev.tocsin.bridge.http.wire.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a push in JSON into one item per entry: {@code {"streams":[{"stream":{"a":"b"},
 * "values":[["1767268800000000000","line",{"metadata":"x"}]]}]}}, or as it was before Loki 1.0:
 * {@code
 * {"streams":[{"labels":"{a=\"b\"}","entries":[{"ts":"2026-01-01T12:00:00Z","line":"line"}]}]}}.
 */
final class LokiJson {
    private final JsonWalk walk;
    private final LokiItems items;

    private LokiJson(JsonWalk walk, LokiItems items) {
        this.walk = walk;
        this.items = items;
    }

    /** Why the body as a whole is no push, or null when it is one. */
    static @Nullable String cut(byte[] body, LokiItems items) {
        try (JsonWalk walk = new JsonWalk(body)) {
            LokiJson cutter = new LokiJson(walk, items);
            walk.document(cutter::push);
            return null;
        } catch (IOException e) {
            return "Expected a push of streams in JSON, but found: " + JsonWalk.found(e);
        }
    }

    private void push(String name) throws IOException {
        if (name.equals("streams")) {
            walk.array(name, this::stream);
        } else {
            walk.skip();
        }
    }

    private void stream() throws IOException {
        if (!items.haveRoom()) {
            walk.skip();
            return;
        }
        Stream stream = new Stream();
        walk.object("streams", stream::take);
        stream.emit();
    }

    /** One stream, its members in whatever order. */
    private final class Stream {
        private @Nullable Span labels;
        private final List<Span> values = new ArrayList<>();

        /** One more than there is room for, so that the limit is reached; the rest is skipped. */
        private final int wanted = items.left() + 1;

        void take(String name) throws IOException {
            switch (name) {
                case "stream", "labels" -> labels = walk.span();
                case "values", "entries" -> walk.array(name, this::value);
                default -> walk.skip();
            }
        }

        private void value() throws IOException {
            if (values.size() < wanted) {
                values.add(walk.span());
            } else {
                walk.skip();
            }
        }

        void emit() {
            ObjectNode shared;
            try {
                shared = items.labels(labels == null ? Map.of() : labels(read(labels)));
            } catch (IOException e) {
                values.forEach(value -> items.malformed(value.bytes(), reason(e)));
                return;
            }
            for (Span value : values) {
                if (!entry(shared, value)) {
                    return;
                }
            }
        }
    }

    private boolean entry(ObjectNode labels, Span span) {
        try {
            LokiJsonEntry entry = LokiJsonEntry.of(read(span));
            return items.add(labels, entry.nanos(), entry.line(), entry.metadata());
        } catch (IOException e) {
            return items.malformed(span.bytes(), reason(e));
        }
    }

    private static Map<String, String> labels(JsonNode json) throws IOException {
        if (!json.isTextual()) {
            return LokiJsonEntry.texts(json, "stream");
        }
        try {
            return LokiLabels.parse(json.textValue());
        } catch (LokiLabels.Malformed e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String reason(IOException e) {
        return "Expected an entry of a stream, but found: " + JsonWalk.found(e);
    }

    private JsonNode read(Span span) throws IOException {
        items.checkShared(span.length());
        return span.read();
    }
}
