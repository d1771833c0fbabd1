package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.DocumentProblems;
import dev.tocsin.rules.source.Position;
import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The key of a detection item: a field and its modifiers, {@code field|modifier|modifier}.
 *
 * @param field as in the rule; empty for keywords
 * @param modifiers a combination that means something
 */
record ItemKey(String field, Set<Modifier> modifiers, Position at) {
    private static final Set<Modifier> AFFIXES =
            EnumSet.of(Modifier.CONTAINS, Modifier.STARTSWITH, Modifier.ENDSWITH);
    private static final Set<Modifier> FLAGS = EnumSet.of(Modifier.I, Modifier.M, Modifier.S);
    private static final Set<Modifier> OWN_COMPARISON =
            EnumSet.of(
                    Modifier.RE,
                    Modifier.CIDR,
                    Modifier.EXISTS,
                    Modifier.LT,
                    Modifier.LTE,
                    Modifier.GT,
                    Modifier.GTE);
    private static final Set<Modifier> GO_WITH_ALL = EnumSet.of(Modifier.ALL, Modifier.NEQ);

    /** The key without modifiers of plain keywords. */
    static ItemKey keywords(Position at) {
        return new ItemKey("", EnumSet.noneOf(Modifier.class), at);
    }

    /** Reads a key; null when it has no meaning, which is then among the problems. */
    static @Nullable ItemKey read(Yaml.Entry entry, DocumentProblems problems) {
        String[] parts = entry.key().split("\\|", -1);
        List<Modifier> modifiers = new ArrayList<>();
        boolean known = true;
        Position at = entry.at();
        int column = parts[0].length() + 1;
        for (int i = 1; i < parts.length; i++) {
            Modifier modifier = modifier(parts[i], at.right(column), problems);
            known &= modifier != null;
            if (modifier != null) {
                modifiers.add(modifier);
            }
            column += parts[i].length() + 1;
        }
        return known && isSensible(entry, modifiers, problems)
                ? new ItemKey(parts[0].trim(), setOf(modifiers), at)
                : null;
    }

    boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    private static @Nullable Modifier modifier(String name, Position at, DocumentProblems out) {
        Modifier modifier = Modifier.of(name);
        if (modifier == null) {
            out.error(
                    at,
                    "Expected a modifier that this version knows, but found '" + name + "'",
                    Modifier.isLater(name)
                            ? "Sigma has it, this version does not: leave the rule out for now"
                            : Suggestion.among(name, List.of(Modifier.values()), Modifier::text));
        }
        return modifier;
    }

    private static boolean isSensible(
            Yaml.Entry entry, List<Modifier> modifiers, DocumentProblems problems) {
        String conflict = conflict(modifiers);
        if (conflict != null) {
            problems.error(
                    entry.at(),
                    "Expected modifiers that go together, but found " + conflict,
                    "split it into two items, or remove one modifier");
        }
        return conflict == null;
    }

    private static @Nullable String conflict(List<Modifier> modifiers) {
        Set<Modifier> seen = EnumSet.noneOf(Modifier.class);
        for (Modifier modifier : modifiers) {
            if (FLAGS.contains(modifier) && !seen.contains(Modifier.RE)) {
                return "'" + modifier.text() + "' without 're' before it";
            }
            if (modifier == Modifier.RE && !seen.isEmpty()) {
                return "'re' after another modifier, it comes first";
            }
            for (Modifier other : seen) {
                if (other == modifier || excludes(other, modifier) || excludes(modifier, other)) {
                    return "'" + other.text() + "' and '" + modifier.text() + "'";
                }
            }
            seen.add(modifier);
        }
        return null;
    }

    private static boolean excludes(Modifier one, Modifier other) {
        if (AFFIXES.contains(one)) {
            return AFFIXES.contains(other) || OWN_COMPARISON.contains(other);
        }
        if (one == Modifier.EXISTS) {
            return other != Modifier.NEQ;
        }
        if (one == Modifier.FIELDREF) {
            return other == Modifier.WINDASH || other == Modifier.EXPAND;
        }
        boolean flag = one == Modifier.RE && FLAGS.contains(other);
        boolean expanded = one == Modifier.CIDR && other == Modifier.EXPAND;
        return OWN_COMPARISON.contains(one) && !flag && !expanded && !GO_WITH_ALL.contains(other);
    }

    private static Set<Modifier> setOf(List<Modifier> modifiers) {
        return modifiers.isEmpty() ? EnumSet.noneOf(Modifier.class) : EnumSet.copyOf(modifiers);
    }
}
