package dev.tocsin.rules.compile;

import com.google.re2j.Pattern;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The modifier {@code expand}: puts the values of lists in the place of {@code %name%}. A list
 * value is read as a value of the rule would be, so {@code *} and {@code ?} are wildcards in it; in
 * a regular expression it is text.
 */
final class ListValues {
    /** The most values that the placeholders of one value may stand for. */
    static final int MAX = 10_000;

    /** The lists that Sigma's rules use by convention, and what they hold. */
    private static final Map<String, String> STANDARD =
            Map.of(
                    "Administrators", "accounts of administrators",
                    "JumpServers", "servers from which others are administered",
                    "Workstations", "names of workstations",
                    "Servers", "names of servers",
                    "DomainControllers", "names of domain controllers");

    private final RuleContext context;
    private final ItemKey key;

    ListValues(RuleContext context, ItemKey key) {
        this.context = context;
        this.key = key;
    }

    /**
     * The values without those whose lists are empty, as far as any other is left. They would match
     * nothing, which under {@code all} is what the rule says.
     */
    List<Yaml> withoutEmpty(List<Yaml> values) {
        if (values.size() < 2 || key.has(Modifier.ALL)) {
            return values;
        }
        List<Yaml> left = new ArrayList<>();
        for (Yaml value : values) {
            if (!(value instanceof Yaml.Scalar scalar && isEmpty(scalar.text()))) {
                left.add(value);
            }
        }
        if (left.isEmpty()) {
            return values;
        }
        for (Yaml value : values) {
            if (!left.contains(value)) {
                context.problems()
                        .warning(
                                value.at(),
                                "Expected values behind the placeholder, but found none in "
                                        + value.what(),
                                "fill the list; until then only the other values count");
            }
        }
        return left;
    }

    /** Whether there is nothing behind the placeholders of a value. */
    boolean isEmpty(String text) {
        return Expansion.placeholder(text) != null
                && context.lists().unresolved(text) == null
                && context.lists().expand(text, this::inPlace).isEmpty();
    }

    /** The value with its placeholders replaced; none when that is wrong. */
    List<String> texts(Yaml.Scalar value) {
        String text = value.text();
        if (Expansion.placeholder(text) == null) {
            context.problems()
                    .warning(
                            value.at(),
                            "Expected a placeholder %name% for 'expand', but found " + value.what(),
                            "write %name%, or remove '|expand'");
            return List.of(text);
        }
        String unresolved = context.lists().unresolved(text);
        if (unresolved != null) {
            error(
                    value,
                    "a list for the placeholder %" + unresolved + "%, but there is none",
                    hint(unresolved));
            return List.of();
        }
        List<String> texts = context.lists().expand(text, this::inPlace);
        if (texts.size() > MAX) {
            error(
                    value,
                    "at most " + MAX + " values behind the placeholders, but found more",
                    "change the list");
            return List.of();
        }
        return texts;
    }

    private String inPlace(String listValue) {
        return key.has(Modifier.RE) ? Pattern.quote(listValue) : listValue;
    }

    private static String hint(String name) {
        for (Map.Entry<String, String> standard : STANDARD.entrySet()) {
            if (standard.getKey().equals(name)) {
                return "publish a list named " + name + ": " + standard.getValue();
            }
            if (standard.getKey().equalsIgnoreCase(name)) {
                return "Sigma's name for it is %" + standard.getKey() + "%";
            }
        }
        return "publish a list named " + name;
    }

    private void error(Yaml.Scalar value, String expected, String hint) {
        context.problems().error(value.at(), "Expected " + expected, hint);
    }
}
