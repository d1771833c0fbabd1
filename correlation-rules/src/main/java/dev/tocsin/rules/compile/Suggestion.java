package dev.tocsin.rules.compile;

import dev.tocsin.text.EditDistance;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The way out of a wrong name: the nearest right one, or all of them. */
public final class Suggestion {
    private static final int NEAR = 2;
    private static final int MAX_NAMES = 31;

    private Suggestion() {}

    static <T> String among(String wrong, Collection<T> right, Function<T, String> name) {
        return among(wrong, right.stream().map(name).toList());
    }

    /** The nearest right name, or all of them. */
    public static String among(String wrong, Collection<String> right) {
        List<String> ordered = ordered(right);
        String nearest = nearest(wrong, ordered, NEAR);
        return nearest != null ? "did you mean '" + nearest + "'?" : oneOf(ordered);
    }

    /** The nearest right name, however far it is; there must be one. */
    static String nearest(String wrong, Collection<String> right) {
        return "the nearest is '" + nearest(wrong, ordered(right), Integer.MAX_VALUE - 1) + "'";
    }

    private static List<String> ordered(Collection<String> right) {
        return right instanceof List<String> list ? list : List.copyOf(new TreeSet<>(right));
    }

    private static @Nullable String nearest(String wrong, List<String> right, int near) {
        String nearest = null;
        int best = near + 1;
        for (String candidate : right) {
            int distance = wrong.equalsIgnoreCase(candidate) ? 0 : distance(wrong, candidate, best);
            if (distance < best && distance < candidate.length()) {
                best = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private static String oneOf(List<String> right) {
        if (right.isEmpty()) {
            return "there is none to choose from";
        }
        StringJoiner names = new StringJoiner(", ", "use one of ", "");
        for (String name : right.subList(0, Math.min(right.size(), MAX_NAMES))) {
            names.add(name);
        }
        return names.toString();
    }

    /** The edit distance; names whose lengths tell that it is too far are not compared. */
    private static int distance(String a, String b, int tooFar) {
        if (Math.abs(a.length() - b.length()) >= tooFar) {
            return tooFar;
        }
        return EditDistance.between(a, b);
    }
}
