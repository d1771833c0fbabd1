package dev.tocsin.rules.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.rules.source.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
