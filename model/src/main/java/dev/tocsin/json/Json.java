package dev.tocsin.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON mapper, with limits: nesting of at most {@value #MAX_DEPTH}, strings of at most
 * 20,000,000 characters, numbers of at most 1,000 digits; trailing text after a document and
 * duplicate keys of a tree are errors. Thread-safe.
 */
public final class Json {
    /** The deepest nesting that is read. */
    public static final int MAX_DEPTH = 200;

    /** The shared mapper. */
    public static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Parses one document.
     *
     * @throws IOException when the bytes are not one JSON document in UTF-8; the message says where
     */
    public static JsonNode parse(byte[] bytes) throws IOException {
        return MAPPER.readTree(bytes);
    }

    /** The UTF-8 bytes of a tree. */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value at a field: the literal key first, then the dotted path, descending into objects
     * (for {@code a.b.c}: key {@code a.b.c}, then {@code a} and there {@code b.c}, …).
     *
     * @return null when absent; a present JSON null is a NullNode
     */
    public static @Nullable JsonNode at(JsonNode node, String field) {
        JsonNode literal = node.get(field);
        if (literal != null) {
            return literal;
        }
        for (int dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1)) {
            JsonNode child = node.get(field.substring(0, dot));
            if (child != null && child.isObject()) {
                JsonNode found = at(child, field.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The text of a scalar at a field, or null when it is absent, null, an object or an array. */
    public static @Nullable String text(JsonNode node, String field) {
        return scalar(at(node, field));
    }

    static @Nullable String scalar(@Nullable JsonNode found) {
        return found == null || found.isNull() || found.isContainerNode() ? null : found.asText();
    }

    /**
     * Sets a dotted path, making the objects on the way. If something on the way is there and is
     * not an object, nothing is set.
     *
     * @return whether it was set
     */
    public static boolean set(ObjectNode root, String path, JsonNode value) {
        ObjectNode at = root;
        int from = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', from)) {
            String key = path.substring(from, dot);
            JsonNode child = at.get(key);
            if (child == null) {
                at = at.putObject(key);
            } else if (child instanceof ObjectNode object) {
                at = object;
            } else {
                return false;
            }
            from = dot + 1;
        }
        at.set(path.substring(from), value);
        return true;
    }
}
