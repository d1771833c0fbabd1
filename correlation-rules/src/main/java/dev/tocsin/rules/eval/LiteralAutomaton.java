package dev.tocsin.rules.eval;

import dev.tocsin.rules.plan.Anchor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds, in one pass over a text, which of many literals it contains, begins with or ends with (Aho
 * and Corasick, 1975). Immutable.
 */
final class LiteralAutomaton {
    /** What a literal stands for: where it must stand, its length, and the rules behind it. */
    private record Output(Anchor.Kind kind, int length, int[] rules) {}

    private static final int NONE = -1;
    private static final Output[] NO_OUTPUT = {};

    private final Transitions next;
    private final int[] fallback;

    /** The nearest node with outputs on the way of fallbacks, the node itself included. */
    private final int[] report;

    private final Output[][] outputs;

    private LiteralAutomaton(Transitions next, int[] fallback, int[] report, Output[][] outputs) {
        this.next = next;
        this.fallback = fallback;
        this.report = report;
        this.outputs = outputs;
    }

    /** The automaton of literals that are not empty, each with its rules. */
    static LiteralAutomaton of(Map<Anchor, int[]> literals) {
        return new Builder().build(literals);
    }

    /** Adds the rules of every literal that stands in the text. */
    void find(String text, MemoEvaluation into) {
        int node = 0;
        for (int i = 0; i < text.length(); i++) {
            node = step(node, text.charAt(i));
            for (int at = report[node]; at != NONE; at = report[fallback[at]]) {
                for (Output output : outputs[at]) {
                    if (stands(output, i + 1, text.length())) {
                        into.addCandidates(output.rules);
                    }
                }
            }
        }
    }

    private int step(int from, char c) {
        int node = from;
        int target = next.get(node, c);
        while (target == NONE && node != 0) {
            node = fallback[node];
            target = next.get(node, c);
        }
        return target == NONE ? 0 : target;
    }

    private static boolean stands(Output output, int end, int length) {
        return switch (output.kind) {
            case STARTS_WITH -> end == output.length;
            case ENDS_WITH -> end == length;
            case CONTAINS -> true;
            case EQUALS, NUMBER, PRESENT -> false;
        };
    }

    private static final class Builder {
        private final List<TreeMap<Character, Integer>> children = new ArrayList<>();
        private final List<Output[]> outputs = new ArrayList<>();

        private int newNode() {
            children.add(new TreeMap<>());
            outputs.add(NO_OUTPUT);
            return children.size() - 1;
        }

        LiteralAutomaton build(Map<Anchor, int[]> literals) {
            newNode();
            literals.forEach(this::add);
            int[] fallback = new int[children.size()];
            int[] report = new int[children.size()];
            Arrays.fill(report, NONE);
            Transitions next = new Transitions(children.size());
            Deque<Integer> open = new ArrayDeque<>(List.of(0));
            while (!open.isEmpty()) {
                int node = open.remove();
                boolean own = outputs.get(node).length > 0;
                report[node] = own ? node : node == 0 ? NONE : report[fallback[node]];
                children.get(node)
                        .forEach(
                                (c, child) -> {
                                    next.put(node, c, child);
                                    fallback[child] = fallback(fallback, node, c);
                                    open.add(child);
                                });
            }
            return new LiteralAutomaton(next, fallback, report, outputs.toArray(Output[][]::new));
        }

        private void add(Anchor literal, int[] rules) {
            String text = literal.text();
            int node = 0;
            for (int i = 0; i < text.length(); i++) {
                Integer child = children.get(node).get(text.charAt(i));
                int to = child == null ? newNode() : child;
                children.get(node).put(text.charAt(i), to);
                node = to;
            }
            Output[] grown = Arrays.copyOf(outputs.get(node), outputs.get(node).length + 1);
            grown[grown.length - 1] = new Output(literal.kind(), text.length(), rules);
            outputs.set(node, grown);
        }

        private int fallback(int[] known, int parent, char c) {
            int node = parent;
            while (node != 0) {
                node = known[node];
                Integer target = children.get(node).get(c);
                if (target != null) {
                    return target;
                }
            }
            return 0;
        }
    }
}
