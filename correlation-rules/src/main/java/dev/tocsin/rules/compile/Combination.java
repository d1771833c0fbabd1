package dev.tocsin.rules.compile;

import static dev.tocsin.rules.compile.Modifier.ALL;
import static dev.tocsin.rules.compile.Modifier.BASE64;
import static dev.tocsin.rules.compile.Modifier.BASE64OFFSET;
import static dev.tocsin.rules.compile.Modifier.CONTAINS;
import static dev.tocsin.rules.compile.Modifier.ENDSWITH;
import static dev.tocsin.rules.compile.Modifier.EXPAND;
import static dev.tocsin.rules.compile.Modifier.GT;
import static dev.tocsin.rules.compile.Modifier.GTE;
import static dev.tocsin.rules.compile.Modifier.I;
import static dev.tocsin.rules.compile.Modifier.LT;
import static dev.tocsin.rules.compile.Modifier.LTE;
import static dev.tocsin.rules.compile.Modifier.M;
import static dev.tocsin.rules.compile.Modifier.MINUTE;
import static dev.tocsin.rules.compile.Modifier.NEQ;
import static dev.tocsin.rules.compile.Modifier.RE;
import static dev.tocsin.rules.compile.Modifier.S;
import static dev.tocsin.rules.compile.Modifier.STARTSWITH;
import static dev.tocsin.rules.compile.Modifier.UTF16;
import static dev.tocsin.rules.compile.Modifier.UTF16BE;
import static dev.tocsin.rules.compile.Modifier.UTF16LE;
import static dev.tocsin.rules.compile.Modifier.WIDE;
import static dev.tocsin.rules.compile.Modifier.WINDASH;
import static dev.tocsin.rules.compile.Modifier.YEAR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which modifiers go together, and in which order: {@code re} and its flags, {@code expand} and
 * {@code windash}, UTF-16, base64, {@code contains}, {@code startswith} or {@code endswith}; a part
 * of a time before its comparison. {@code all}, {@code cased} and {@code neq} may stand anywhere.
 */
final class Combination {
    static final Set<Modifier> AFFIXES = EnumSet.of(CONTAINS, STARTSWITH, ENDSWITH);
    static final Set<Modifier> FLAGS = EnumSet.of(I, M, S);
    static final Set<Modifier> UTF16S = EnumSet.of(WIDE, UTF16LE, UTF16BE, UTF16);
    static final Set<Modifier> BASE64S = EnumSet.of(BASE64, BASE64OFFSET);
    static final Set<Modifier> COMPARISONS = EnumSet.of(LT, LTE, GT, GTE);
    static final Set<Modifier> TIME_PARTS = EnumSet.range(MINUTE, YEAR);

    private static final Set<Modifier> ENCODINGS = union(UTF16S, BASE64S);
    private static final Set<Modifier> REWRITES = EnumSet.of(EXPAND, WINDASH);
    private static final Set<Modifier> ANYWHERE = EnumSet.of(ALL, NEQ, EXPAND);

    private Combination() {}

    /** What is wrong with modifiers in this order, for people, or null. */
    static @Nullable String conflict(List<Modifier> modifiers) {
        Set<Modifier> seen = EnumSet.noneOf(Modifier.class);
        for (Modifier modifier : modifiers) {
            if (FLAGS.contains(modifier) && !seen.contains(RE)) {
                return quoted(modifier) + " without 're' before it";
            }
            if (modifier == RE && !seen.isEmpty()) {
                return "'re' after another modifier, it comes first";
            }
            for (Modifier other : seen) {
                if (other == modifier || excludes(other, modifier) || excludes(modifier, other)) {
                    return quoted(other) + " and " + quoted(modifier);
                }
                if (mustPrecede(modifier, other)) {
                    return quoted(modifier)
                            + " after "
                            + quoted(other)
                            + ", it stands before it: '"
                            + modifier.text()
                            + "|"
                            + other.text()
                            + "'";
                }
            }
            seen.add(modifier);
        }
        return null;
    }

    private static boolean excludes(Modifier one, Modifier other) {
        return switch (one) {
            case RE -> !FLAGS.contains(other) && !ANYWHERE.contains(other);
            case I, M, S -> other != RE && !FLAGS.contains(other) && !ANYWHERE.contains(other);
            case CIDR -> !ANYWHERE.contains(other);
            case EXISTS -> other != NEQ;
            case FIELDREF -> REWRITES.contains(other) || ENCODINGS.contains(other);
            case LT, LTE, GT, GTE -> !TIME_PARTS.contains(other) && !ANYWHERE.contains(other);
            case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR ->
                    !COMPARISONS.contains(other) && !ANYWHERE.contains(other);
            case CONTAINS, STARTSWITH, ENDSWITH -> AFFIXES.contains(other);
            case WIDE, UTF16LE, UTF16BE, UTF16 -> UTF16S.contains(other);
            case BASE64, BASE64OFFSET -> BASE64S.contains(other);
            case ALL, WINDASH, EXPAND, CASED, NEQ -> false;
        };
    }

    private static boolean mustPrecede(Modifier one, Modifier other) {
        if (REWRITES.contains(one)) {
            return ENCODINGS.contains(other);
        }
        if (UTF16S.contains(one)) {
            return BASE64S.contains(other) || AFFIXES.contains(other);
        }
        if (BASE64S.contains(one)) {
            return AFFIXES.contains(other);
        }
        return TIME_PARTS.contains(one) && COMPARISONS.contains(other);
    }

    private static String quoted(Modifier modifier) {
        return "'" + modifier.text() + "'";
    }

    private static Set<Modifier> union(Set<Modifier> one, Set<Modifier> other) {
        Set<Modifier> union = EnumSet.copyOf(one);
        union.addAll(other);
        return union;
    }
}
