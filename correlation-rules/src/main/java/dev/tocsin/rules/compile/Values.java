package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Yaml;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads plain values out of a map of a document, and complains where they are something else. */
public final class Values {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})([smhdw])");

    private final Yaml.Mapping map;
    private final DocumentProblems problems;

    public Values(Yaml.Mapping map, DocumentProblems problems) {
        this.map = map;
        this.problems = problems;
    }

    public Yaml.Mapping map() {
        return map;
    }

    /** The text at a key, or null when it is absent, null or no plain value. */
    public @Nullable String text(String key) {
        Yaml value = map.get(key);
        if (value == null || isNull(value)) {
            return null;
        }
        if (value instanceof Yaml.Scalar scalar) {
            return scalar.text();
        }
        wrong(value, "a text in '" + key + "'", "write one value");
        return null;
    }

    /** The texts at a key: of a list each, of a plain value that one; none when it is absent. */
    public List<Yaml.Scalar> list(String key) {
        Yaml value = map.get(key);
        if (value == null || isNull(value)) {
            return List.of();
        }
        List<Yaml.Scalar> texts = new ArrayList<>();
        for (Yaml item : value instanceof Yaml.Sequence s ? s.items() : List.of(value)) {
            if (item instanceof Yaml.Scalar scalar && !scalar.isNull()) {
                texts.add(scalar);
            } else {
                wrong(item, "a text in '" + key + "'", "write a list of texts");
            }
        }
        return texts;
    }

    /** {@link #list} as texts. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Yaml.Scalar scalar : list(key)) {
            texts.add(scalar.text());
        }
        return texts;
    }

    /** True or false at a key; false when it is absent. */
    public boolean flag(String key) {
        Yaml value = map.get(key);
        if (value instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.BOOLEAN) {
            return scalar.text().equalsIgnoreCase("true");
        }
        if (value != null) {
            wrong(value, "true or false in '" + key + "'", "use true or false");
        }
        return false;
    }

    /** The map at a key, or null when it is absent or something else. */
    public @Nullable Values map(String key) {
        Yaml value = map.get(key);
        if (value instanceof Yaml.Mapping inner) {
            return new Values(inner, problems);
        }
        if (value != null) {
            wrong(value, "a map in '" + key + "'", "indent its keys under '" + key + ":'");
        }
        return null;
    }

    /** The duration at a key, or null when it is absent or none. */
    public @Nullable Duration duration(String key) {
        String text = text(key);
        Yaml value = map.get(key);
        if (text == null || value == null) {
            return null;
        }
        Matcher found = DURATION.matcher(text);
        if (!found.matches()) {
            wrong(
                    value,
                    "a duration such as 30s, 5m, 1h, 7d or 2w in '" + key + "'",
                    "use whole numbers with s, m, h, d or w");
            return null;
        }
        long number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    /** The number at a key, or null when it is absent or none. */
    public @Nullable BigDecimal number(String key) {
        Yaml value = map.get(key);
        if (value instanceof Yaml.Scalar scalar && scalar.kind() == Yaml.Kind.NUMBER) {
            return new BigDecimal(scalar.text());
        }
        if (value != null) {
            wrong(value, "a number in '" + key + "'", "write a decimal number without quotes");
        }
        return null;
    }

    /** Complains about every key that is not among the known ones. */
    public void allowOnly(Set<String> known, String where) {
        for (Yaml.Entry entry : map.entries()) {
            if (!known.contains(entry.key())) {
                problems.error(
                        entry.at(),
                        "Expected a key of " + where + ", but found '" + entry.key() + "'",
                        Suggestion.among(entry.key(), known));
            }
        }
    }

    private void wrong(Yaml value, String expected, String hint) {
        problems.error(value.at(), "Expected " + expected + ", but found " + value.what(), hint);
    }

    private static boolean isNull(Yaml value) {
        return value instanceof Yaml.Scalar scalar && scalar.isNull();
    }
}
