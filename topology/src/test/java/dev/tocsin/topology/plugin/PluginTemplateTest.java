package dev.tocsin.topology.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.json.Json;
import dev.tocsin.rules.pipeline.PipelineContext;
import dev.tocsin.rules.pipeline.Plugins.Answer;
import dev.tocsin.topology.metrics.TopologyMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The template of a plugin in {@code docs/howto} compiles, is found in its jar, and works. */
class PluginTemplateTest {
    private static final Path TEMPLATE = Path.of("../docs/howto/plugin-template/src/main");

    @TempDir Path directory;

    @Test
    void theTemplateIsAPlugin() throws IOException {
        jar(directory.resolve("acme.jar"));
        Files.writeString(directory.resolve("broken.jar"), "no jar");
        Files.writeString(directory.resolve("notes.txt"), "no jar either");
        try (PluginHost host =
                PluginHost.load(directory, PluginLimits.defaults(), new TopologyMetrics())) {

            assertThat(host.names()).containsExactly("acme");
            assertThat(host.warnings())
                    .singleElement()
                    .asString()
                    .contains("broken.jar, but found none");
            Answer answer =
                    host.run(
                            "acme",
                            Json.object().put("code", "LOGIN/alice/0"),
                            PipelineContext.of(Instant.EPOCH));
            assertThat(answer).isInstanceOf(Answer.Done.class);
            assertThat(((Answer.Done) answer).event().toString())
                    .isEqualTo(
                            "{\"code\":\"LOGIN/alice/0\",\"event\":{\"action\":\"login\",\"outcome\":\"success\"},\"user\":{\"name\":\"alice\"}}");
            assertThat(host.run("acme", Json.object(), PipelineContext.of(Instant.EPOCH)))
                    .isEqualTo(
                            new Answer.Done(
                                    Json.object(),
                                    List.of("Expected three parts in code, but found nothing")));
        }
    }

    @Test
    void aDirectoryThatIsNotThereHasNoPlugins() {
        try (PluginHost host =
                PluginHost.load(
                        directory.resolve("absent"),
                        PluginLimits.defaults(),
                        new TopologyMetrics())) {
            assertThat(host.names()).isEmpty();
            assertThat(host.warnings()).isEmpty();
        }
    }

    private void jar(Path jar) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> sources = files(TEMPLATE.resolve("java")).map(Path::toString).toList();
        List<String> arguments =
                Stream.concat(
                                Stream.of(
                                        "-d",
                                        classes.toString(),
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                sources.stream())
                        .toList();
        assertThat(sources).isNotEmpty();
        assertThat(
                        ToolProvider.getSystemJavaCompiler()
                                .run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (Path root : List.of(classes, TEMPLATE.resolve("resources"))) {
                for (Path file : files(root).toList()) {
                    String name = root.relativize(file).toString().replace('\\', '/');
                    entries.putNextEntry(new JarEntry(name));
                    entries.write(Files.readAllBytes(file));
                }
            }
        }
    }

    private static Stream<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }
}
