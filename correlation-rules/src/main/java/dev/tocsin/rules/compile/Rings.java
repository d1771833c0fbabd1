package dev.tocsin.rules.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Which nodes of a graph lie on a common cycle: its strongly connected components (Kosaraju's
 * algorithm), in time proportional to nodes and edges. Nodes are told apart by identity.
 */
final class Rings<T> {
    private final IdentityHashMap<T, Integer> ringOf = new IdentityHashMap<>();

    private Rings() {}

    /** The rings among some nodes; edges to other nodes do not count. */
    static <T> Rings<T> of(List<T> nodes, Function<T, ? extends Collection<T>> edges) {
        IdentityHashMap<T, List<T>> forward = new IdentityHashMap<>();
        IdentityHashMap<T, List<T>> backward = new IdentityHashMap<>();
        nodes.forEach(node -> forward.put(node, new ArrayList<>()));
        nodes.forEach(node -> backward.put(node, new ArrayList<>()));
        for (T node : nodes) {
            for (T next : edges.apply(node)) {
                if (forward.containsKey(next)) {
                    at(forward, node).add(next);
                    at(backward, next).add(node);
                }
            }
        }
        Rings<T> rings = new Rings<>();
        int ring = 0;
        for (T node : lastFinishedFirst(nodes, forward)) {
            ring++;
            rings.collect(node, ring, backward);
        }
        return rings;
    }

    /** Whether there is a way from one to the other and back. */
    boolean sameRing(T one, T other) {
        Integer ring = ringOf.get(one);
        return ring != null && ring.equals(ringOf.get(other));
    }

    private void collect(T from, int ring, IdentityHashMap<T, List<T>> backward) {
        Deque<T> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            T node = next.pop();
            if (ringOf.putIfAbsent(node, ring) == null) {
                next.addAll(at(backward, node));
            }
        }
    }

    /** Depth first, without recursion: the order is that in which nodes are left for good. */
    private static <T> Deque<T> lastFinishedFirst(
            List<T> nodes, IdentityHashMap<T, List<T>> edges) {
        record Visit<T>(T node, Iterator<T> rest) {}
        Deque<T> finished = new ArrayDeque<>();
        IdentityHashMap<T, Boolean> seen = new IdentityHashMap<>();
        for (T start : nodes) {
            Deque<Visit<T>> way = new ArrayDeque<>();
            if (seen.put(start, true) == null) {
                way.push(new Visit<>(start, at(edges, start).iterator()));
            }
            while (!way.isEmpty()) {
                Visit<T> visit = way.element();
                if (!visit.rest().hasNext()) {
                    finished.push(way.pop().node());
                    continue;
                }
                T next = visit.rest().next();
                if (seen.put(next, true) == null) {
                    way.push(new Visit<>(next, at(edges, next).iterator()));
                }
            }
        }
        return finished;
    }

    private static <T> List<T> at(IdentityHashMap<T, List<T>> edges, T node) {
        return edges.getOrDefault(node, List.of());
    }
}
