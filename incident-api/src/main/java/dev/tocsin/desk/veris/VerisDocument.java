package dev.tocsin.desk.veris;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.desk.http.Texts;
import dev.tocsin.id.ContentId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A VERIS record as it was sent: its bytes, which are never written anew, beside what they say.
 *
 * @param bytes one JSON object in UTF-8
 * @param json what it says; of a repeated member the last
 * @param repeated JSON pointers of members that are there more than once
 */
record VerisDocument(byte[] bytes, ObjectNode json, List<String> repeated) {
    /** The largest record. */
    static final int MAX_BYTES = 1_000_000;

    /** The deepest nesting; the vocabulary needs six levels. */
    static final int MAX_DEPTH = 50;

    /** The longest id. */
    static final int MAX_ID = 500;

    private static final String MARK = "\uFEFF";
    private static final JsonMapper MAPPER =
            new JsonMapper(
                    JsonFactory.builder()
                            .streamReadConstraints(
                                    StreamReadConstraints.builder()
                                            .maxNestingDepth(MAX_DEPTH)
                                            .build())
                            .build());

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when the bytes are no JSON object within the bounds
     */
    static VerisDocument read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "Expected a record of at most %d bytes, but found %d"
                            .formatted(MAX_BYTES, bytes.length));
        }
        String text = text(bytes);
        try (JsonParser parser = MAPPER.createParser(text)) {
            List<String> repeated = repeated(text);
            JsonNode node = MAPPER.readTree(parser);
            if (!(node instanceof ObjectNode object)) {
                throw new IllegalArgumentException(
                        "Expected a JSON object, but found another value");
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "Expected one JSON object, but found more after it");
            }
            return new VerisDocument(bytes, object, repeated);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected a JSON object, but: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected a JSON object, but: " + e.getMessage(), e);
        }
    }

    /** The id that its author gave it, or null. */
    @Nullable String incidentId() {
        JsonNode id = json.get("incident_id");
        String text = id == null || !id.isTextual() ? "" : id.textValue();
        boolean usable =
                !text.isBlank() && text.length() <= MAX_ID && Texts.whole(text).equals(text);
        return usable ? text : null;
    }

    /** A digest of the bytes. */
    String digest() {
        return ContentId.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Expected UTF-8, but found other bytes", e);
        }
    }

    private static List<String> repeated(String text) throws IOException {
        List<String> found = new ArrayList<>();
        Deque<Set<String>> names = new ArrayDeque<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    names.push(new HashSet<>());
                } else if (token.isStructEnd()) {
                    names.pop();
                } else if (token == JsonToken.FIELD_NAME
                        && !names.element().add(parser.currentName())) {
                    found.add(parser.getParsingContext().pathAsPointer().toString());
                }
            }
        }
        return found;
    }
}
