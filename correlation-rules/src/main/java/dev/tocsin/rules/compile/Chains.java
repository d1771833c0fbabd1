package dev.tocsin.rules.compile;

import dev.tocsin.rules.source.Yaml;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Correlations over correlations: their order, their depth, and cycles among them. */
final class Chains {
    /** The most correlations in a chain. */
    static final int MAX_DEPTH = 10;

    private final References references;

    /** Depth of those whose inner ones are all known: 1 for a correlation over rules. */
    private final IdentityHashMap<CorrelationDraft, Integer> depths = new IdentityHashMap<>();

    private Rings<CorrelationDraft> rings = Rings.of(List.of(), draft -> List.of());

    Chains(References references) {
        this.references = references;
    }

    /** The correlations so that inner ones come before outer ones; those in cycles come last. */
    List<CorrelationDraft> innerFirst(List<CorrelationDraft> drafts) {
        List<CorrelationDraft> ordered = new ArrayList<>();
        List<CorrelationDraft> left = new ArrayList<>(drafts);
        while (!left.isEmpty()) {
            List<CorrelationDraft> waiting = new ArrayList<>();
            for (CorrelationDraft draft : left) {
                int depth = depth(draft);
                if (depth == 0) {
                    waiting.add(draft);
                } else {
                    depths.put(draft, depth);
                    ordered.add(draft);
                }
            }
            if (waiting.size() == left.size()) {
                break;
            }
            left = waiting;
        }
        left.removeIf(depths::containsKey);
        rings = Rings.of(left, this::inner);
        left.forEach(this::checkCycles);
        ordered.addAll(left);
        return ordered;
    }

    /** Complains about a reference that makes a cycle, a deep chain, or leads to errors. */
    void check(CorrelationDraft draft, CorrelationDraft inner, Yaml.Scalar reference) {
        if (rings.sameRing(draft, inner)) {
            error(
                    draft,
                    reference,
                    "no cycle of correlations, but " + reference.what() + " leads back here",
                    "remove one of the references");
        } else if (inner.problems().hasErrors()) {
            error(
                    draft,
                    reference,
                    "a correlation without errors, but " + reference.what() + " has some",
                    "correct " + inner.document().file() + " first");
        } else if (depths.getOrDefault(inner, 0) >= MAX_DEPTH) {
            error(
                    draft,
                    reference,
                    "at most "
                            + MAX_DEPTH
                            + " correlations in a chain, but found "
                            + (depths.getOrDefault(inner, 0) + 1),
                    "refer to the rules themselves");
        }
    }

    private void checkCycles(CorrelationDraft draft) {
        for (Yaml.Scalar reference : draft.references()) {
            if (references.find(reference.text())
                            instanceof References.ToCorrelation(CorrelationDraft inner)
                    && rings.sameRing(draft, inner)) {
                check(draft, inner, reference);
            }
        }
    }

    /** 1 more than the deepest inner correlation; 0 when one of them is not known yet. */
    private int depth(CorrelationDraft draft) {
        int deepest = 0;
        for (CorrelationDraft inner : inner(draft)) {
            int depth = depths.getOrDefault(inner, 0);
            if (depth == 0) {
                return 0;
            }
            deepest = Math.max(deepest, depth);
        }
        return deepest + 1;
    }

    private List<CorrelationDraft> inner(CorrelationDraft draft) {
        List<CorrelationDraft> inner = new ArrayList<>();
        for (Yaml.Scalar reference : draft.references()) {
            if (references.find(reference.text())
                    instanceof References.ToCorrelation(CorrelationDraft found)) {
                inner.add(found);
            }
        }
        return inner;
    }

    private static void error(
            CorrelationDraft draft, Yaml.Scalar at, String expected, String hint) {
        draft.problems().error(at.at(), "Expected " + expected, hint);
    }
}
