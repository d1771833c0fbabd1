package dev.tocsin.rules.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that is set: as it is written, or a text in which {@code {{field}}} stands for the value
 * of a field. A text that is nothing but one such field is that value itself. Immutable.
 */
public final class Template {
    /** The longest text that is made. */
    static final int LONGEST = 1_000_000;

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    /** A piece of text, or a field. */
    private record Part(String text, @Nullable Place field) {}

    private final JsonNode written;
    private final List<Part> parts;

    private Template(JsonNode written, List<Part> parts) {
        this.written = written;
        this.parts = List.copyOf(parts);
    }

    /** The template that a value spells; null when a field in it is no name. */
    public static @Nullable Template of(JsonNode written) {
        List<Part> parts = new ArrayList<>();
        String text = written.isTextual() ? written.textValue() : "";
        int at = 0;
        int open = text.indexOf(OPEN);
        int close = open < 0 ? -1 : text.indexOf(CLOSE, open);
        while (close >= 0) {
            Place field = Place.of(text.substring(open + OPEN.length(), close).strip());
            if (field == null) {
                return null;
            }
            parts.add(new Part(text.substring(at, open), field));
            at = close + CLOSE.length();
            open = text.indexOf(OPEN, at);
            close = open < 0 ? -1 : text.indexOf(CLOSE, open);
        }
        if (!parts.isEmpty() && at < text.length()) {
            parts.add(new Part(text.substring(at), null));
        }
        return new Template(written, parts);
    }

    /** The value for a document; null and a problem when a field is missing. */
    @Nullable JsonNode fill(Work work) {
        if (parts.isEmpty()) {
            return written.isContainerNode() ? work.copy(written) : written;
        }
        Part only = parts.getFirst();
        if (parts.size() == 1 && only.text().isEmpty() && only.field() != null) {
            JsonNode value = work.need(only.field());
            return value == null ? null : work.copy(value);
        }
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.text());
            if (part.field() != null) {
                String value = work.needText(part.field());
                if (value == null) {
                    return null;
                }
                text.append(value);
            }
            if (text.length() > LONGEST) {
                work.fail("a text of at most " + LONGEST + " characters", "a longer one");
                return null;
            }
        }
        return TextNode.valueOf(text.toString());
    }

    @Override
    public String toString() {
        return written.toString();
    }
}
