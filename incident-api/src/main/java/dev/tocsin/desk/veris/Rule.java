package dev.tocsin.desk.veris;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the vocabulary says about one place of a record. Not changed once it has been read. */
final class Rule {
    final String type;
    final Map<String, Rule> members = new LinkedHashMap<>();
    final Set<String> required = new HashSet<>();
    @Nullable Rule item;
    boolean closed;
    boolean unique;
    int minSize;
    int maxLength = Integer.MAX_VALUE;
    double min = Double.NEGATIVE_INFINITY;
    double max = Double.POSITIVE_INFINITY;
    List<String> values = List.of();
    @Nullable Pattern pattern;

    Rule(String type, List<String> words, Map<String, List<String>> enumerations) {
        this.type = type;
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            set(name, equals < 0 ? "" : word.substring(equals + 1), enumerations);
        }
    }

    private void set(String name, String value, Map<String, List<String>> enumerations) {
        switch (name) {
            case "closed" -> closed = true;
            case "unique" -> unique = true;
            case "min-items", "min-members", "min-length" -> minSize = Integer.parseInt(value);
            case "max-length" -> maxLength = Integer.parseInt(value);
            case "min" -> min = Double.parseDouble(value);
            case "max" -> max = Double.parseDouble(value);
            case "one-of" -> values = new ArrayList<>(enumerations.getOrDefault(value, List.of()));
            case "pattern" -> pattern = Pattern.compile(value);
            case "open", "required" -> {}
            default -> throw new IllegalStateException("Expected a rule, but found " + name);
        }
    }
}
