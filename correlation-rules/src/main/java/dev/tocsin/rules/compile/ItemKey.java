package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key of a detection item: a field and its modifiers, {@code field|modifier|modifier}.
 *
 * @param field as in the rule; empty for keywords
 * @param modifiers a combination that means something
 */
record ItemKey(String field, Set<Modifier> modifiers, Position at) {
    /** The key without modifiers of plain keywords. */
    static ItemKey keywords(Position at) {
        return new ItemKey("", EnumSet.noneOf(Modifier.class), at);
    }

    /** Reads a key; null when it has no meaning, which is then among the problems. */
    static @Nullable ItemKey read(Yaml.Entry entry, DocumentProblems problems) {
        String key = entry.key();
        int bar = key.indexOf('|');
        if (bar < 0) {
            return new ItemKey(key.trim(), EnumSet.noneOf(Modifier.class), entry.at());
        }
        List<Modifier> modifiers = new ArrayList<>();
        boolean known = true;
        for (int from = bar + 1; from <= key.length(); ) {
            int next = key.indexOf('|', from);
            int end = next < 0 ? key.length() : next;
            Modifier modifier =
                    modifier(key.substring(from, end), entry.at().right(from), problems);
            known &= modifier != null;
            if (modifier != null) {
                modifiers.add(modifier);
            }
            from = end + 1;
        }
        return known && isSensible(entry, modifiers, problems)
                ? new ItemKey(key.substring(0, bar).trim(), EnumSet.copyOf(modifiers), entry.at())
                : null;
    }

    boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    /** The modifier of this key that is among the given ones, or null. */
    @Nullable Modifier among(Set<Modifier> some) {
        for (Modifier modifier : modifiers) {
            if (some.contains(modifier)) {
                return modifier;
            }
        }
        return null;
    }

    private static @Nullable Modifier modifier(String name, Position at, DocumentProblems out) {
        Modifier modifier = Modifier.of(name);
        if (modifier == null) {
            Modifier meant = Modifier.of(name.strip().toLowerCase(Locale.ROOT));
            out.error(
                    at,
                    "Expected a modifier, but found '" + name + "'",
                    meant == null
                            ? Suggestion.among(name, List.of(Modifier.values()), Modifier::text)
                            : "write '" + meant.text() + "'");
        }
        return modifier;
    }

    private static boolean isSensible(
            Yaml.Entry entry, List<Modifier> modifiers, DocumentProblems problems) {
        String conflict = Combination.conflict(modifiers);
        if (conflict != null) {
            problems.error(
                    entry.at(),
                    "Expected modifiers that go together, but found " + conflict,
                    "change their order, remove one, or split the item in two");
        }
        return conflict == null;
    }
}
