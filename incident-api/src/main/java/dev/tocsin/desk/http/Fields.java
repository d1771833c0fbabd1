package dev.tocsin.desk.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checked reading of an object's members. Faults are collected, so that a caller learns all of them
 * at once: call {@link #check} after the last member was read.
 */
public final class Fields {
    private final ObjectNode object;
    private final List<Fault> faults;
    private final String path;

    /**
     * @param known the members that the object may have; any other one is a fault
     */
    public Fields(ObjectNode object, Set<String> known) {
        this(object, known, new ArrayList<>(), "");
    }

    private Fields(ObjectNode object, Set<String> known, List<Fault> faults, String path) {
        this.object = object;
        this.faults = faults;
        this.path = path;
        Iterator<String> names = object.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!known.contains(name)) {
                String one = known.isEmpty() ? "no members" : "one of " + String.join(", ", known);
                fault(name, "Expected " + one + ", but found " + name);
            }
        }
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Whether a member of a member is there, be it null. */
    public boolean has(String name, String inner) {
        return object.path(name).has(inner);
    }

    /** Whether the member is null. */
    public boolean isNull(String name) {
        JsonNode node = object.get(name);
        return node != null && node.isNull();
    }

    /** Whether the member has a value. Numbers are alike when they are as great. */
    public boolean is(String name, JsonNode value) {
        JsonNode node = object.get(name);
        return node != null
                && (node.equals(value)
                        || (node.isNumber()
                                && value.isNumber()
                                && node.doubleValue() == value.doubleValue()));
    }

    /** Whether the member is a text without characters. */
    public boolean isEmptyText(String name) {
        JsonNode node = object.get(name);
        return node != null && node.isTextual() && node.textValue().isEmpty();
    }

    /** Adds a fault of a member. */
    public void fault(String name, String detail) {
        pointerFault(escaped(name), detail);
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** Adds a fault of a member inside of others. */
    public void fault(List<String> names, String detail) {
        pointerFault(names.stream().map(Fields::escaped).collect(Collectors.joining("/")), detail);
    }

    /**
     * An object of its own members, whose faults are told with these; null when it is absent, null
     * or none.
     */
    public @Nullable Fields optionalObject(String name, Set<String> known) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (node instanceof ObjectNode inner) {
            return new Fields(inner, known, faults, path + "/" + name);
        }
        fault(name, "Expected an object, but found " + brief(node));
        return null;
    }

    /**
     * The objects of an array, each with members of its own, whose faults are told with these;
     * empty when it is absent, null or none.
     */
    public List<Fields> objects(String name, int maxItems, Set<String> known) {
        JsonNode node = object.get(name);
        List<Fields> objects = new ArrayList<>();
        if (node == null || node.isNull()) {
            return objects;
        }
        if (!node.isArray() || node.size() > maxItems) {
            fault(
                    name,
                    "Expected an array of at most "
                            + maxItems
                            + " objects, but found "
                            + brief(node));
            return objects;
        }
        for (int i = 0; i < node.size(); i++) {
            String at = name + "/" + i;
            if (node.get(i) instanceof ObjectNode inner) {
                objects.add(new Fields(inner, known, faults, path + "/" + at));
            } else {
                pointerFault(at, "Expected an object, but found " + brief(node.get(i)));
            }
        }
        return objects;
    }

    /** A text of 1 to {@code max} characters; a fault when it is absent. */
    public String text(String name, int max) {
        String text = optionalText(name, max);
        if (text == null && faults.stream().noneMatch(f -> f.at().equals(path + "/" + name))) {
            fault(name, "Expected a text of 1 to " + max + " characters, but found none");
        }
        return text == null ? "" : text;
    }

    /** A text of 1 to {@code max} characters, or null when it is absent or null. */
    public @Nullable String optionalText(String name, int max) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        return checkedText(name, node, max);
    }

    /** A secret of 1 to {@code max} characters, as it was sent; what was found is never told. */
    public String secret(String name, int max) {
        JsonNode node = object.get(name);
        String text = node == null || !node.isTextual() ? "" : node.textValue();
        if (text.isEmpty() || text.length() > max || !Texts.whole(text).equals(text)) {
            fault(name, "Expected a text of 1 to " + max + " characters, but found another value");
            return "";
        }
        return text;
    }

    /** True or false; null when it is absent or null. */
    public @Nullable Boolean optionalFlag(String name) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isBoolean()) {
            fault(name, "Expected true or false, but found " + brief(node));
            return null;
        }
        return node.booleanValue();
    }

    /** A number from {@code -max} to {@code max}; null when it is absent or null. */
    public @Nullable Double optionalNumber(String name, double max) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isNumber() || !(Math.abs(node.doubleValue()) <= max)) {
            fault(
                    name,
                    "Expected a number from %.0f to %.0f, but found %s"
                            .formatted(-max, max, brief(node)));
            return null;
        }
        return node.doubleValue() + 0.0;
    }

    /**
     * An integer from 1; null when it is absent or, which is a fault, anything else.
     *
     * @param what it is, for the message
     */
    public @Nullable Long optionalCount(String name, String what) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 1) {
            fault(name, "Expected " + what + ", but found another value");
            return null;
        }
        return node.longValue();
    }

    /** One of the constants, by its lower-case name; null when it is absent or null. */
    public <E extends Enum<E>> @Nullable E optionalEnum(String name, Class<E> type) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        E found = Texts.constant(type, node.isTextual() ? node.textValue() : "");
        if (found == null) {
            fault(name, "Expected one of " + Texts.names(type) + ", but found " + brief(node));
        }
        return found;
    }

    /** A list of distinct texts; null when it is absent or null. */
    public @Nullable List<String> optionalTexts(String name, int maxItems, int maxLength) {
        JsonNode node = object.get(name);
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isArray() || node.size() > maxItems) {
            fault(
                    name,
                    "Expected an array of at most "
                            + maxItems
                            + " texts, but found "
                            + brief(node));
            return null;
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < node.size(); i++) {
            String text = checkedText(name + "/" + i, node.get(i), maxLength);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /** What {@code read} makes of a text; a fault with the reader's message when it refuses. */
    public <T> @Nullable T optional(String name, int max, Function<String, T> read) {
        String text = optionalText(name, max);
        if (text == null) {
            return null;
        }
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            fault(name, e.getMessage() == null ? "Expected another value" : e.getMessage());
            return null;
        }
    }

    /** A fault when a member is there and null: it cannot be removed. */
    public void notNull(String... names) {
        for (String name : names) {
            JsonNode node = object.get(name);
            if (node != null && node.isNull()) {
                fault(name, "Expected a value, but found null; this member cannot be removed");
            }
        }
    }

    /**
     * Ends the reading.
     *
     * @throws ProblemException 422 with every fault
     */
    public void check() {
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private @Nullable String checkedText(String name, JsonNode node, int max) {
        String text = node.isTextual() ? node.textValue() : "";
        if (text.isBlank() || text.length() > max || Texts.hasControls(text)) {
            pointerFault(
                    name,
                    "Expected a text of 1 to "
                            + max
                            + " characters without control characters, but found "
                            + brief(node));
            return null;
        }
        return text;
    }

    private void pointerFault(String at, String detail) {
        faults.add(new Fault(path + "/" + at, detail));
    }

    private static String brief(JsonNode node) {
        if (node.isContainerNode()) {
            return node.getNodeType().name().toLowerCase(Locale.ROOT) + " of " + node.size();
        }
        String text = node.toString();
        return text.length() <= 60 ? text : text.length() + " characters";
    }
}
