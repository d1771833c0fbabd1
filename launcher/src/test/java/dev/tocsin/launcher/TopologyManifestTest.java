package dev.tocsin.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.topology.TopologyConfig;
import dev.tocsin.topology.TopologyServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the manifest of the topology promises about restarts and memory, with its own numbers. */
class TopologyManifestTest {
    private static final Pattern SETTING =
            Pattern.compile("- name: (TOCSIN_[A-Z_]+)\\n +value: \"?([^\"\\n]+)\"?\\n");
    private static final long MEBI = 1 << 20;

    /** Threads, code, classes, network buffers. */
    private static final long OTHERS_BYTES = 512 * MEBI;

    private final String manifest = read();
    private final TopologyConfig config = TopologyConfig.from(settings());

    @Test
    void aPodKeepsItsNameInTheGroupAndItsDisk() {
        assertThat(manifest)
                .containsPattern(
                        "TOCSIN_TOPOLOGY_INSTANCE\\n +valueFrom:\\n +fieldRef:\\n +fieldPath: metadata.name")
                .contains("kind: StatefulSet", "volumeClaimTemplates:")
                .containsPattern(
                        "mountPath: " + Pattern.quote(config.stateDir().toString()) + "\\n");
    }

    @Test
    void anotherPodHasACopyOfTheState() {
        assertThat(config.takeOver().standbyReplicas()).isPositive();
        assertThat(number("replicas: (\\d+)")).isGreaterThan(config.takeOver().standbyReplicas());
    }

    @Test
    void aPlaceInTheGroupOutlivesATransactionAndAStop() {
        assertThat(config.takeOver().sessionTimeout())
                .isGreaterThan(config.takeOver().transactionTimeout())
                .isGreaterThan(TopologyServer.CLOSE_PATIENCE);
    }

    @Test
    void aStopInOrderIsNotCutShort() {
        assertThat(number("terminationGracePeriodSeconds: (\\d+)"))
                .isGreaterThan(TopologyServer.CLOSE_PATIENCE.toSeconds());
    }

    @Test
    void heapAndRocksDbFitIntoTheLimit() {
        long limit = number("limits: \\{memory: (\\d+)Gi\\}") << 30;
        long heap = limit * number("MaxRAMPercentage=(\\d+)") / 100;
        assertThat(config.rocksDbWriteBufferBytes()).isLessThan(config.rocksDbCacheBytes());
        assertThat(heap + config.rocksDbCacheBytes() + OTHERS_BYTES).isLessThanOrEqualTo(limit);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        SETTING.matcher(manifest)
                .results()
                .forEach(setting -> settings.put(setting.group(1), setting.group(2)));
        return settings;
    }

    private long number(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(manifest);
        assertThat(found.find()).as("%s in the manifest", pattern).isTrue();
        return Long.parseLong(found.group(1));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../k8s/base/topology.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
