package dev.tocsin.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingsTest {
    private static final int NODES = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void twoNodesAreInOneRingIfThereIsAWayAndAWayBack(long seed) {
        Random random = new Random(seed);
        List<String> nodes = new ArrayList<>();
        List<List<String>> edges = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add("n" + i);
            edges.add(new ArrayList<>());
        }
        for (int i = 0; i < 16; i++) {
            edges.get(random.nextInt(NODES)).add(nodes.get(random.nextInt(NODES)));
        }
        Rings<String> rings = Rings.of(nodes, node -> edges.get(nodes.indexOf(node)));
        for (String one : nodes) {
            for (String other : nodes) {
                boolean both =
                        reach(one, nodes, edges).contains(other)
                                && reach(other, nodes, edges).contains(one);
                assertThat(rings.sameRing(one, other))
                        .as("seed %s, %s and %s in %s", seed, one, other, edges)
                        .isEqualTo(both);
            }
        }
        assertThat(rings.sameRing("elsewhere", nodes.getFirst())).isFalse();
    }

    private static Set<String> reach(String from, List<String> nodes, List<List<String>> edges) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(from));
        while (!next.isEmpty()) {
            String node = next.removeLast();
            if (seen.add(node)) {
                next.addAll(edges.get(nodes.indexOf(node)));
            }
        }
        return seen;
    }
}
