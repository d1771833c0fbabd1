package dev.tocsin.rules.pipeline.parse;

import dev.tocsin.rules.pipeline.step.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text with fields in it, as {@code %{client.ip} - %{user.name} [%{time}]}: what stands between
 * the fields separates them. {@code %{}} and {@code %{?name}} are skipped, {@code %{+name}} is
 * added to what {@code name} has, after a space, and {@code %{name->}} may have more than one
 * separator behind it. Immutable.
 */
public final class Dissection {
    /** A field and the text behind it; the last has none behind it. */
    private record Part(@Nullable Place field, boolean append, boolean padded, String behind) {}

    /** A pattern that cannot be read; the message says what was expected and found. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    private final String text;
    private final String before;
    private final List<Part> parts = new ArrayList<>();

    /**
     * @throws Malformed when it is no pattern
     */
    public Dissection(String text) throws Malformed {
        this.text = text;
        int open = text.indexOf("%{");
        if (open < 0) {
            throw new Malformed("Expected a field such as %{name}, but found none");
        }
        this.before = text.substring(0, open);
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new Malformed("Expected } behind %{, but found the end of the pattern");
            }
            int next = text.indexOf("%{", close);
            String behind = text.substring(close + 1, next < 0 ? text.length() : next);
            if (behind.isEmpty() && next >= 0) {
                throw new Malformed("Expected a text between two fields, but found none");
            }
            parts.add(part(text.substring(open + 2, close), behind));
            open = next;
        }
    }

    private static Part part(String key, String behind) throws Malformed {
        boolean padded = key.endsWith("->");
        String name = padded ? key.substring(0, key.length() - 2) : key;
        boolean append = name.startsWith("+");
        if (name.isEmpty() || name.startsWith("?")) {
            return new Part(null, false, padded, behind);
        }
        String field = append ? name.substring(1) : name;
        Place place = Place.of(field);
        if (place == null || "*&/".indexOf(field.charAt(0)) >= 0) {
            throw new Malformed("Expected the name of a field in %{…}, but found '" + key + "'");
        }
        return new Part(place, append, padded, behind);
    }

    /** The fields that the pattern fills. */
    public List<Place> fields() {
        List<Place> fields = new ArrayList<>();
        for (Part part : parts) {
            if (part.field() != null) {
                fields.add(part.field());
            }
        }
        return fields;
    }

    /** What stands in each field, in the order of the pattern; null when the text differs. */
    public @Nullable Map<Place, String> read(String line) {
        if (!line.startsWith(before)) {
            return null;
        }
        Map<String, Place> places = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        int at = before.length();
        for (Part part : parts) {
            int end = part.behind().isEmpty() ? line.length() : line.indexOf(part.behind(), at);
            if (end < 0) {
                return null;
            }
            if (part.field() != null) {
                String name = part.field().toString();
                places.putIfAbsent(name, part.field());
                String value = line.substring(at, end);
                values.merge(name, value, (one, two) -> part.append() ? one + " " + two : two);
            }
            at = after(line, end, part);
        }
        if (at < line.length()) {
            return null;
        }
        Map<Place, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> found.put(places.get(name), value));
        return found;
    }

    private static int after(String line, int end, Part part) {
        int at = end + part.behind().length();
        while (part.padded() && !part.behind().isEmpty() && line.startsWith(part.behind(), at)) {
            at += part.behind().length();
        }
        return at;
    }

    @Override
    public String toString() {
        return text;
    }
}
