package dev.tocsin.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tocsin.topic.Topic;
import dev.tocsin.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Manifests, connector configurations and documents agree with the code: topics with the catalogue,
 * settings with those that the modules read.
 */
class ManifestConsistencyTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern TOPIC = Pattern.compile("tocsin\\.[a-z-]+(?:\\.[a-z-]+)*\\.v\\d+");
    private static final Pattern TOPIC_LINE =
            Pattern.compile("^    (tocsin\\.\\S+ .*)$", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("- name: (TOCSIN_[A-Z_]+)");
    private static final Pattern TEXT = Pattern.compile(".*\\.(ya?ml|json|md|properties|sh)");

    @ParameterizedTest
    @ValueSource(strings = {"k8s", "connect-config", "docs"})
    void namesOnlyTopicsOfTheCatalogue(String folder) {
        Set<String> catalogue = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());

        assertThat(found(TOPIC, textOf(ROOT.resolve(folder)), 0))
                .isNotEmpty()
                .isSubsetOf(catalogue);
    }

    @Test
    void theManifestsCreateEachTopicAsTheCatalogueSays() {
        List<String> catalogue =
                Topics.all().stream()
                        .map(
                                topic ->
                                        topic.name()
                                                + " "
                                                + topic.partitions()
                                                + " "
                                                + settings(topic))
                        .toList();

        assertThat(found(TOPIC_LINE, read(ROOT.resolve("k8s/base/topics.yaml")), 1))
                .containsExactlyElementsOf(catalogue);
    }

    @Test
    void theManifestsSetOnlyWhatAModuleReads() {
        String code = textOf(ROOT, Pattern.compile(".*/src/main/java/.*\\.java"));

        for (String setting : found(SETTING, textOf(ROOT.resolve("k8s")), 1)) {
            assertThat(code).contains("\"" + setting + "\"");
        }
    }

    @Test
    void theManifestsRender() throws Exception {
        assumeThat(isOnPath("kubectl")).as("kubectl is on the PATH").isTrue();

        Process process =
                new ProcessBuilder("kubectl", "kustomize", "k8s/base")
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        String rendered =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(rendered).isZero();
        assertThat(found(Pattern.compile("^kind: (\\w+)$", Pattern.MULTILINE), rendered, 1))
                .contains("StatefulSet", "Job")
                .filteredOn("Deployment"::equals)
                .hasSize(4);
    }

    private static String settings(Topic topic) {
        return new TreeMap<>(topic.settings())
                .entrySet().stream()
                        .map((Map.Entry<String, String> e) -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }

    private static List<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map((MatchResult m) -> m.group(group)).toList();
    }

    private static String textOf(Path folder) {
        return textOf(folder, TEXT);
    }

    private static String textOf(Path folder, Pattern names) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> names.matcher(file.toString()).matches())
                    .map(ManifestConsistencyTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOnPath(String tool) {
        return Pattern.compile(":")
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
