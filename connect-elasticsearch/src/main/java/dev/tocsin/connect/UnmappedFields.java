package dev.tocsin.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tocsin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moves the field that Elasticsearch could not map, as its message names it, to {@code
 * tocsin.unmapped}, as JSON text under its dotted name: the document gets into the index, and
 * nothing of it is lost.
 */
final class UnmappedFields {
    /** From then on a document is rejected as it is. */
    static final int MAX_MOVES = 10;

    private static final String PLACE = "tocsin.unmapped";
    private static final List<Pattern> MESSAGES =
            List.of(
                    Pattern.compile("failed to parse field \\[([^\\]]+)\\] of type"),
                    Pattern.compile("object mapping for \\[([^\\]]+)\\] tried to parse field"),
                    Pattern.compile("[Ii]mmense term in field=\"([^\"]+)\""),
                    Pattern.compile("mapper \\[([^\\]]+)\\] cannot be changed from type"),
                    Pattern.compile("Can't get text on a START_\\w+ .*for field \\[([^\\]]+)\\]"),
                    Pattern.compile("existing mapping for \\[([^\\]]+)\\] must be of type object"));

    private UnmappedFields() {}

    /** The document without the field that the reason names, or null when it cannot be helped. */
    static @Nullable Document move(Document document, String reason) {
        String field = document.moved() < MAX_MOVES ? field(reason) : null;
        if (field == null
                || field.equals("@timestamp")
                || field.equals("tocsin")
                || field.startsWith(PLACE)) {
            return null;
        }
        try {
            ObjectNode source = (ObjectNode) Json.parse(document.source());
            JsonNode value = remove(source, field);
            return value != null && keep(source, field, value)
                    ? document.withMoved(Json.bytes(source))
                    : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable String field(String reason) {
        for (Pattern message : MESSAGES) {
            Matcher matcher = message.matcher(reason);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    private static boolean keep(ObjectNode source, String field, JsonNode value) {
        JsonNode place = Json.at(source, PLACE);
        String text = value.isTextual() ? value.textValue() : value.toString();
        if (place instanceof ObjectNode object) {
            object.put(field, text);
            return true;
        }
        return Json.set(source, PLACE, Json.object().put(field, text));
    }

    /** Removes the value at a dotted path, whose steps may be literal keys with dots. */
    private static @Nullable JsonNode remove(ObjectNode at, String field) {
        JsonNode literal = at.remove(field);
        if (literal != null) {
            return literal;
        }
        for (int dot = field.indexOf('.'); dot > 0; dot = field.indexOf('.', dot + 1)) {
            JsonNode child = at.get(field.substring(0, dot));
            String rest = field.substring(dot + 1);
            JsonNode found = child == null ? null : removeBelow(child, rest);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** In an array of objects the field goes from all of them. */
    private static @Nullable JsonNode removeBelow(JsonNode child, String rest) {
        if (child instanceof ObjectNode object) {
            return remove(object, rest);
        }
        if (!child.isArray()) {
            return null;
        }
        var values = Json.MAPPER.createArrayNode();
        for (JsonNode element : child) {
            JsonNode found = element instanceof ObjectNode object ? remove(object, rest) : null;
            if (found != null) {
                values.add(found);
            }
        }
        return values.isEmpty() ? null : values;
    }
}
