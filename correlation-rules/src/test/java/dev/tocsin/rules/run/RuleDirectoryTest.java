package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleDirectoryTest {
    @TempDir Path directory;

    @BeforeEach
    void fill() throws IOException {
        for (String name :
                new String[] {
                    "z.yml", "a.yaml", "ssh/b.yml", "ssh/b.test.yml", "readme.md", ".git/x.yml"
                }) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "text of " + name);
        }
    }

    @Test
    void readsRulesInTheOrderOfTheirPaths() throws IOException {
        assertThat(RuleDirectory.read(directory))
                .containsExactly(
                        new RuleFile("a.yaml", "text of a.yaml"),
                        new RuleFile("ssh/b.yml", "text of ssh/b.yml"),
                        new RuleFile("z.yml", "text of z.yml"));
    }

    @Test
    void readsTestsApart() throws IOException {
        assertThat(RuleDirectory.readTests(directory))
                .extracting(RuleFile::path)
                .containsExactly("ssh/b.test.yml");
        assertThat(RuleDirectory.isRule(Path.of("ssh/b.test.yml"))).isFalse();
        assertThat(RuleDirectory.isRule(Path.of("ssh/b.yml"))).isTrue();
    }

    @Test
    void readsListsApart() throws IOException {
        Files.writeString(directory.resolve("lists.yml"), "Servers: [a, 7]");
        Files.writeString(directory.resolve("ssh/lists.yaml"), "JumpServers: []");

        assertThat(RuleDirectory.lists(directory))
                .containsOnly(entry("Servers", List.of("a", "7")), entry("JumpServers", List.of()));
        assertThat(RuleDirectory.read(directory)).hasSize(3);
        assertThat(RuleDirectory.isRule(Path.of("ssh/lists.yml"))).isFalse();
        assertThat(RuleDirectory.isRule(Path.of("my-lists.yml"))).isTrue();
    }

    @Test
    void refusesAListThatIsInTwoFiles() throws IOException {
        Files.writeString(directory.resolve("lists.yml"), "Servers: [a]");
        Files.writeString(directory.resolve("ssh/lists.yml"), "Servers: [b]");

        assertThatThrownBy(() -> RuleDirectory.lists(directory))
                .hasMessage(
                        "Expected the list 'Servers' in one file, but found it again in ssh/lists.yml");
    }
}
