package dev.tocsin.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.plan.RuleSet;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pins every name of the topology: they are the names of topics and directories that hold state.
 */
class TopologySnapshotTest {
    private static final Pattern STORES = Pattern.compile("\\(stores: \\[([^]]*)]\\)");
    private static final Path SNAPSHOT = Path.of("src/test/resources/topology.txt");

    @Test
    void namesAreThoseOfTheSnapshot() throws IOException {
        String described = describe();
        if (Boolean.getBoolean("tocsin.golden.accept")) {
            Files.writeString(SNAPSHOT, described);
        }
        assertThat(described).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void noNameIsMadeUpByKafkaStreams() {
        assertThat(Pattern.compile("KSTREAM|STATE-STORE|\\d{10}").matcher(describe()).find())
                .isFalse();
    }

    private static String describe() {
        TopologyConfig config = TopologyConfig.from(Map.of());
        String described =
                new CorrelationTopology(config.settings(), RuleSet::empty, new TopologyMetrics())
                        .build(config.streams())
                        .describe()
                        .toString();
        return STORES.matcher(described).replaceAll(TopologySnapshotTest::sorted);
    }

    /** The stores of a node are a set: their order says nothing and changes from run to run. */
    private static String sorted(MatchResult stores) {
        return Stream.of(stores.group(1).split(", ", -1))
                .sorted()
                .collect(Collectors.joining(", ", "(stores: [", "])"));
    }
}
