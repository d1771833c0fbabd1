package dev.tocsin.rules.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code %name%} by the values of lists, and remembers which lists were used. Thread-safe.
 */
final class Expansion {
    private static final Pattern PLACEHOLDER = Pattern.compile("%([A-Za-z0-9_.-]+)%");

    private final Placeholders lists;
    private final boolean byName;
    private final Map<String, List<String>> used = new ConcurrentSkipListMap<>();

    Expansion(Placeholders lists) {
        this(lists, false);
    }

    private Expansion(Placeholders lists, boolean byName) {
        this.lists = lists;
        this.byName = byName;
    }

    /** The same lists, each with its own name as its only value. */
    Expansion byName() {
        return new Expansion(
                name -> lists.values(name) == null ? null : List.of("%" + name + "%"), true);
    }

    boolean isByName() {
        return byName;
    }

    /** The name of the first placeholder in the text, or null. */
    static @Nullable String placeholder(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        return found.find() ? found.group(1) : null;
    }

    /** The name of the first placeholder that no list stands behind, or null. */
    @Nullable String unresolved(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (list(found.group(1)) == null) {
                return found.group(1);
            }
        }
        return null;
    }

    /**
     * Every combination of the values of the placeholders in the text.
     *
     * @param inPlace what a list value becomes where it is put
     */
    List<String> expand(String text, UnaryOperator<String> inPlace) {
        Matcher found = PLACEHOLDER.matcher(text);
        List<String> expanded = List.of("");
        int from = 0;
        while (found.find()) {
            List<String> values = list(found.group(1));
            String before = text.substring(from, found.start());
            List<String> tails = new ArrayList<>(values == null ? List.of() : values);
            tails.replaceAll(inPlace);
            expanded = product(expanded, before, tails);
            from = found.end();
        }
        return product(expanded, text.substring(from), List.of(""));
    }

    /** The lists that were asked for, with their values. */
    Map<String, List<String>> used() {
        return used;
    }

    /** The values of a list, or null when there is no such list. */
    @Nullable List<String> list(String name) {
        List<String> values = lists.values(name);
        if (values != null) {
            used.put(name, List.copyOf(values));
        }
        return values;
    }

    private static List<String> product(List<String> heads, String middle, List<String> tails) {
        List<String> product = new ArrayList<>();
        for (String head : heads) {
            for (String tail : tails) {
                product.add(head + middle + tail);
                if (product.size() > ListValues.MAX) {
                    return product;
                }
            }
        }
        return product;
    }
}
