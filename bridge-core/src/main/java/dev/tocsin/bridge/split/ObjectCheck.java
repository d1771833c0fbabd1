package dev.tocsin.bridge.split;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object from a position to its closing brace, with the limits of {@link Json}, and
 * builds nothing.
 */
final class ObjectCheck {
    private static final int MAX_DETAIL = 240;
    private static final JsonFactory FACTORY = Json.MAPPER.getFactory();

    private ObjectCheck() {}

    /** What was found at the position. */
    sealed interface Found {
        /** An object that ends before {@code end}. */
        record Complete(int end) implements Found {}

        /** No object: reading failed at {@code failedAt}. */
        record Broken(int failedAt, String reason) implements Found {}
    }

    /** Reads the object whose opening brace is at {@code from}. */
    static Found read(byte[] body, int from, int to) {
        if (from + 1 < to && body[from + 1] == 0) {
            return broken(body, from, from + 1, "byte 0x00: the text must be UTF-8");
        }
        try (JsonParser parser = FACTORY.createParser(body, from, to - from)) {
            parser.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
            return checked(body, from, from + endOfObject(parser));
        } catch (JsonProcessingException e) {
            return broken(body, from, from + offset(e.getLocation()), detail(e));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected no I/O on a byte array", e);
        }
    }

    /** The offset after the closing brace. */
    private static int endOfObject(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw new IllegalStateException("Expected an error at the end of open JSON");
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
        } while (depth > 0);
        return offset(parser.currentLocation());
    }

    private static Found checked(byte[] body, int from, int end) {
        int invalid = Bytes.firstInvalid(body, from, end);
        return invalid < 0
                ? new Found.Complete(end)
                : broken(
                        body,
                        from,
                        invalid,
                        Bytes.show(body[invalid]) + ", which is not UTF-8 there");
    }

    private static int offset(@Nullable JsonLocation location) {
        return location == null ? 0 : (int) Math.max(0, location.getByteOffset());
    }

    private static Found broken(byte[] body, int from, int failedAt, String detail) {
        int line = 1;
        int lineStart = from;
        for (int at = from; at < Math.min(failedAt, body.length); at++) {
            if (body[at] == '\n') {
                line++;
                lineStart = at + 1;
            }
        }
        return new Found.Broken(
                failedAt,
                "Expected one JSON object, but at line %d, column %d (byte %d of the body) found: %s"
                        .formatted(line, failedAt - lineStart + 1, failedAt, detail));
    }

    private static String detail(JsonProcessingException e) {
        String message = e.getOriginalMessage().replaceAll("\\s+", " ");
        return message.length() <= MAX_DETAIL ? message : message.substring(0, MAX_DETAIL) + "…";
    }
}
