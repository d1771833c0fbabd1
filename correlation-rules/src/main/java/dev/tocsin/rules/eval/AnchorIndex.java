package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From the values of one field (or of all, for keywords) to the rules whose anchor holds: equal
 * texts and numbers by hash, everything else by one automaton.
 */
final class AnchorIndex {
    private static final int[] NO_RULES = {};

    private final Map<String, int[]> equal = new HashMap<>();
    private final Map<String, int[]> numbers = new HashMap<>();
    private final int[] present;
    private final @Nullable LiteralAutomaton literals;

    AnchorIndex(Map<Anchor, int[]> rules) {
        Map<Anchor, int[]> inside = new LinkedHashMap<>();
        int[] whenPresent = NO_RULES;
        for (Map.Entry<Anchor, int[]> entry : rules.entrySet()) {
            Anchor anchor = entry.getKey();
            switch (anchor.kind()) {
                case EQUALS -> equal.put(anchor.text(), entry.getValue());
                case NUMBER -> numbers.put(anchor.text(), entry.getValue());
                case PRESENT -> whenPresent = entry.getValue();
                case CONTAINS, STARTS_WITH, ENDS_WITH -> inside.put(anchor, entry.getValue());
            }
        }
        this.present = whenPresent;
        this.literals = inside.isEmpty() ? null : LiteralAutomaton.of(inside);
    }

    /** Adds the rules that a present field with these values may make match. */
    void find(List<Value> values, MemoEvaluation into) {
        into.addCandidates(present);
        for (int i = 0; i < values.size(); i++) {
            find(values.get(i), into);
        }
    }

    private void find(Value value, MemoEvaluation into) {
        if (!equal.isEmpty()) {
            add(equal.get(value.folded()), into);
        }
        if (!numbers.isEmpty()) {
            String number = value.canonical();
            add(number == null ? null : numbers.get(number), into);
        }
        if (literals != null) {
            literals.find(value.folded(), into);
        }
    }

    private static void add(int @Nullable [] rules, MemoEvaluation into) {
        if (rules != null) {
            into.addCandidates(rules);
        }
    }
}
