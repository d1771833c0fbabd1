package dev.tocsin.rules.eval;

import dev.tocsin.rules.value.FieldPath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All places that any rule looks at, as one tree beside which an event is walked once: whatever
 * stands nowhere in the tree is passed over. A branch is what one dotted beginning leads to; a key
 * with dots leads over several segments at once. Immutable once built.
 */
final class PlaceTree {
    static final int NONE = -1;

    /** What one dotted beginning leads to. */
    static final class Branch {
        private final Map<String, Branch> children = new HashMap<>();
        private int place = NONE;

        /** Where a key leads to, or null. */
        @Nullable Branch child(String key) {
            return children.get(key);
        }

        /** The number of the place that ends here, or {@link #NONE}. */
        int place() {
            return place;
        }

        boolean isLeaf() {
            return children.isEmpty();
        }
    }

    private final Branch root = new Branch();
    private final Map<String, Branch> branches = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<FieldPath> paths = new ArrayList<>();

    Branch root() {
        return root;
    }

    int size() {
        return paths.size();
    }

    FieldPath path(int place) {
        return paths.get(place);
    }

    /** The number of a place, which is added if it is new. */
    int place(String dotted) {
        Integer known = numbers.get(dotted);
        if (known != null) {
            return known;
        }
        int number = paths.size();
        FieldPath path = FieldPath.of(dotted);
        numbers.put(dotted, number);
        paths.add(path);
        for (int from = 0; from < path.segments(); from++) {
            Branch at = from == 0 ? root : branch(path.key(0, from - 1));
            for (int to = from; to < path.segments(); to++) {
                at.children.put(path.key(from, to), branch(path.key(0, to)));
            }
        }
        branch(dotted).place = number;
        return number;
    }

    private Branch branch(String dotted) {
        return branches.computeIfAbsent(dotted, beginning -> new Branch());
    }
}
